import { z } from "zod";
import { findBatchByCodeOrThrow } from "../batches/find-batch-or-throw.ts";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";

/** How long after a scan its duration may still be reported, in milliseconds. */
const RECENT = 2 * 3_600_000;
/** The longest duration that counts, in seconds: a page left open is not read. */
export const LONGEST_SCAN = 3_600;

const message = `Seconds must be a whole number from 0 to ${LONGEST_SCAN}`;
const scanDurationInput = z.object({
  seconds: z.int({ error: message }).min(0, message).max(LONGEST_SCAN, message),
});

/** Record how long a recent scan lasted; of several reports the longest counts. Throws `not-found`. */
export async function recordScanDuration(
  services: Pick<Services, "batchId" | "mirror" | "now" | "outbox" | "scans">,
  code: string,
  scanId: string,
  input: unknown,
): Promise<void> {
  const { seconds } = parseInput(scanDurationInput, input);
  const { id } = await findBatchByCodeOrThrow(services, code);
  const since = new Date(services.now().getTime() - RECENT);
  if (await services.scans.setDuration(scanId, id, seconds, since)) return;
  throw new DomainError("not-found", "Scan not found", [
    { field: "scanId", message: "There is no recent scan of this batch with this ID" },
  ]);
}
