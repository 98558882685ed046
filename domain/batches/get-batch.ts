import type { Account } from "../accounts/account.ts";
import type { Farm } from "../catalogue/farm.ts";
import { type CalledAt, namesAt } from "../profiles/names-at.ts";
import { gravest, type Hold, holdsOf } from "../records/holds.ts";
import { type JourneyEntry, journeyEntriesOf, momentsOf } from "../records/journey-entries.ts";
import type { Line } from "../records/line.ts";
import { type Reader, readerFor, readerOf } from "../roles/access-policy.ts";
import type { Context, Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { Batch } from "./batch.ts";
import { findBatchOrThrow } from "./find-batch-or-throw.ts";
import { isProducerLookalike } from "./producer-lookalike.ts";
import { batchFor, linesFor } from "./redaction.ts";

/** A batch with its whole history, as far as the reader may see it. */
export interface BatchStory {
  readonly batch: Batch;
  /** All lines, without the documents that the reader may not see. */
  readonly lines: readonly Line[];
  readonly entries: readonly JourneyEntry[];
  /** Who acted, where this server knows them. */
  readonly actors: ReadonlyMap<Hex, Account>;
  /** How they were called when they wrote their lines, and by whose word. */
  readonly calledAt: CalledAt;
  /** Its origin as currently known; the record has the snapshot. */
  readonly farm: Farm | undefined;
  /** Whether the producer's name looks like somebody else's, and nobody confirms it. */
  readonly producerHasLookalike: boolean;
  /** The hold that stands on it. */
  readonly hold: Hold<Line> | null;
}

/** What telling a batch's story needs. */
export type StoryServices = Pick<
  Services,
  "accounts" | "farms" | "mirror" | "names" | "now" | "objects" | "profiles" | "settings"
>;

/** A batch by its public identifier. Throws `not-found`. */
export async function getBatch(
  services: StoryServices & Pick<Services, "outbox">,
  context: Context,
  traceId: string,
): Promise<BatchStory> {
  requireAccount(context);
  const batch = await findBatchOrThrow(services, traceId);
  return storyOf(services, await readerFor(services, await readerOf(services, context), batch.custodian), batch);
}

/** The batch's story for a reader. */
export async function storyOf(services: StoryServices, reader: Reader, found: Batch): Promise<BatchStory> {
  const batch = batchFor(reader, found);
  const lines = linesFor(reader, found, await services.mirror.linesOf(found.id));
  const entries = journeyEntriesOf(lines);
  const farmId = batch.description?.producer.id;
  const [actors, farm, calledAt] = await Promise.all([
    services.accounts.byAddresses([...new Set(entries.map((entry) => entry.line.chain.actor))]),
    farmId ? services.farms.byId(farmId) : undefined,
    namesAt(services, entries.flatMap(momentsOf)),
  ]);
  const producerHasLookalike = await isProducerLookalike(services, batch, farm);
  const hold = gravest(holdsOf(lines, services.now()));
  return { batch, lines, entries, actors, calledAt, farm, producerHasLookalike, hold };
}
