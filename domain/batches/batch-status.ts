import type { Batch } from "./batch.ts";

/** The statuses that a batch's holder may give it. */
export const HOLDERS_STATUSES = [
  "active",
  "pending",
  "processing",
  "in_stock",
  "in_transit",
  "delivered",
  "sold",
  "sold_out",
  "completed",
  "suspended",
  "expired",
  "archived",
] as const;

/** A batch's status: the chain's once it is no longer active, before that its holder's. */
export function batchStatusOf(batch: Batch): string {
  return batch.status === "active" ? (batch.description?.state ?? "active") : batch.status;
}
