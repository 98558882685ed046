import type { Batch } from "../batches/batch.ts";
import { findBatchOrThrow } from "../batches/find-batch-or-throw.ts";
import { linesFor } from "../batches/redaction.ts";
import type { Line } from "../records/line.ts";
import type { BatchDescription } from "../records/record-document.ts";
import { readerFor, readerOf } from "../roles/access-policy.ts";
import type { Context, Services } from "../services.ts";
import { requireAccount } from "../shared/require-account.ts";

/** One line's description of its batch; null where the reader may not see it. */
export interface Revision {
  readonly line: Line;
  readonly description: BatchDescription | null;
}

/** All descriptions that a batch has had, oldest first. Throws `not-found`. */
export async function listRevisions(
  services: Pick<Services, "accounts" | "mirror" | "outbox">,
  context: Context,
  traceId: string,
): Promise<{ readonly batch: Batch; readonly revisions: readonly Revision[] }> {
  requireAccount(context);
  const batch = await findBatchOrThrow(services, traceId);
  const reader = await readerFor(services, await readerOf(services, context), batch.custodian);
  const lines = linesFor(reader, batch, await services.mirror.linesOf(batch.id));
  const creator = batch.chain.actor;
  const revisions = lines
    .filter(({ chain, amended }) => chain.seq === 1 || (amended === 1 && chain.actor === creator))
    .map((line) => ({
      line,
      description: line.document && "batch" in line.document ? (line.document.batch ?? null) : null,
    }));
  return { batch, revisions };
}
