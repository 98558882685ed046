import type { Batch } from "./batch.ts";

/** A batch's status: the chain's once it is no longer active, before that its holder's. */
export function batchStatusOf(batch: Batch): string {
  return batch.status === "active" ? (batch.description?.state ?? "active") : batch.status;
}
