import type { Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";

/** Count a download of a batch's certificate. It does not block, never fails, and records nothing about the client. */
export function countDownload(services: Pick<Services, "now" | "scans">, batchId: Hex, number: string): void {
  services.scans.recordDownload({ batchId, number, at: services.now() });
}
