import type { Batch } from "./batch.ts";

/** Where a batch stands: the chain's word once it is no longer active, before that its holder's. */
export function batchStatusOf(batch: Batch): string {
  return batch.status === "active" ? (batch.description?.state ?? "active") : batch.status;
}
