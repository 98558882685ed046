import type { Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";

/** Count a download of a batch's certificate. It waits for nothing, never fails, and notes nothing of who downloads. */
export function countDownload(services: Pick<Services, "now" | "scans">, batchId: Hex, number: string): void {
  services.scans.recordDownload({ batchId, number, at: services.now() });
}
