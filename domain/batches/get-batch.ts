import type { Account } from "../accounts/account.ts";
import type { Farm } from "../catalogue/farm.ts";
import { type JourneyEntry, journeyEntriesOf } from "../records/journey-entries.ts";
import { type Reader, readerFor, readerOf } from "../roles/access-policy.ts";
import type { Context, Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { Batch } from "./batch.ts";
import { findBatchOrThrow } from "./find-batch-or-throw.ts";
import { batchFor, linesFor } from "./redaction.ts";

/** A batch with its whole history, as far as the reader may see it. */
export interface BatchStory {
  readonly batch: Batch;
  readonly entries: readonly JourneyEntry[];
  /** Who acted, where this server knows them. */
  readonly actors: ReadonlyMap<Hex, Account>;
  /** Its origin as currently known; the record has the snapshot. */
  readonly farm: Farm | undefined;
}

/** A batch by its public identifier. Throws `not-found`. */
export async function getBatch(
  services: Pick<Services, "accounts" | "farms" | "mirror" | "outbox">,
  context: Context,
  traceId: string,
): Promise<BatchStory> {
  requireAccount(context);
  const batch = await findBatchOrThrow(services, traceId);
  return storyOf(services, await readerFor(services, await readerOf(services, context), batch.custodian), batch);
}

/** The batch's story for a reader. */
export async function storyOf(
  services: Pick<Services, "accounts" | "farms" | "mirror">,
  reader: Reader,
  found: Batch,
): Promise<BatchStory> {
  const batch = batchFor(reader, found);
  const entries = journeyEntriesOf(linesFor(reader, found, await services.mirror.linesOf(found.id)));
  const farmId = batch.description?.producer.id;
  const [actors, farm] = await Promise.all([
    services.accounts.byAddresses([...new Set(entries.map((entry) => entry.line.chain.actor))]),
    farmId ? services.farms.byId(farmId) : undefined,
  ]);
  return { batch, entries, actors, farm };
}
