import type { Batch } from "../batches/batch.ts";
import { findBatchByCodeOrThrow } from "../batches/find-batch-or-throw.ts";
import { illOriginOf } from "../lineage/origins.ts";
import { type IllOrigin, type NoticeName, noticesOf } from "../names/notices.ts";
import type { Services } from "../services.ts";
import type { Recall } from "./ports.ts";

/** What whoever has a batch in hand must know before everything else. */
export interface ToldRecalls {
  readonly batch: Batch;
  /** What stands against what it was split off or made of. */
  readonly illOrigin: IllOrigin;
  /** What there is to say, the gravest first. */
  readonly notices: readonly NoticeName[];
  /** The recalls that stand on it, the latest first, with what is to be done and whom to ask. */
  readonly recalls: readonly Recall[];
}

/** So many recalls of one batch are told: the latest. */
const MOST_TOLD = 10;

/** What must be known of a batch by its code, for anybody. Throws `not-found`. */
export async function recallsOfCode(
  services: Pick<Services, "batchId" | "lineages" | "mirror" | "outbox" | "recalls">,
  code: string,
): Promise<ToldRecalls> {
  return toldRecalls(services, await findBatchByCodeOrThrow(services, code));
}

/**
 * What must be known of a batch: recalls that have it, also those that its holder is only told of, while what they began
 * with is recalled on chain; and what stands against what it was made of.
 */
export async function toldRecalls(
  services: Pick<Services, "lineages" | "recalls">,
  batch: Batch,
): Promise<ToldRecalls> {
  const [illOrigin, recalls] = await Promise.all([
    illOriginOf(services, batch),
    services.recalls.standingOn(batch.id, MOST_TOLD),
  ]);
  return { batch, illOrigin, notices: noticesOf(batch, illOrigin), recalls };
}
