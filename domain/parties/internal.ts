/** What the use cases of parties share: who is meant, and for which of whose batches. */

import type { Account } from "../accounts/account.ts";
import { findOwnBatchOrThrow, type OwnBatch } from "../batches/find-batch-or-throw.ts";
import type { Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";

/** Whose batches are meant, and as whom the account acts for them. */
export interface Scope {
  readonly custodian: Hex;
  readonly holder: Account;
  /** Null for all that the custodian holds. */
  readonly batch: OwnBatch["batch"] | null;
}

/** One batch, or all of the account's. Throws `not-found`, and `forbidden` for a batch of somebody else's. */
export async function scopeOf(
  services: Pick<Services, "keys" | "mirror" | "outbox">,
  account: Account,
  traceId: string | null,
): Promise<Scope> {
  if (traceId === null) return { custodian: account.address, holder: account, batch: null };
  const { batch, holders } = await findOwnBatchOrThrow(services, account, traceId, "admit anybody to");
  return { custodian: batch.custodian, holder: holders[0], batch };
}
