/**
 * The mirror's loop: from the cursor to the head of the chain, in the chain's order, and never beyond a doubtful
 * answer.
 */
import type { FinalBlock } from "../chain/finality.ts";
import type { BlockHeader } from "../chain/rpc.ts";
import type { Objects } from "../domain/files/objects.ts";
import { digestsOf } from "../domain/records/series.ts";
import { failpoint } from "../domain/shared/failpoint.ts";
import type { Hex } from "../domain/shared/hex.ts";
import { applyBlockRange, type BlockRange, CursorConflict, GapError } from "./apply.ts";
import type { LateRecords } from "./late-records.ts";
import { compareWithCount, type MirrorReading, takeBackToLastLine } from "./missed-lines.ts";
import { readFinal, readRecent, type Segment } from "./read-chain.ts";
import { findRecords } from "./records.ts";
import { findFork, rewind } from "./reorg.ts";
import type { CursorRow } from "./statements.ts";

/** What the loop needs. */
export interface SyncOptions extends MirrorReading {
  readonly objects: Objects;
  readonly finalBlock: FinalBlock;
  /** Documents that come after their lines. */
  readonly late: LateRecords;
  /** Called after each commit. */
  readonly onProgress?: (progress: Progress) => void;
}

/** How far the mirror has come. */
export interface Progress {
  readonly block: number;
  readonly head: number;
  readonly lines: number;
}

/** How a round ended. */
export type SyncResult =
  | "advanced" // there may be more
  | "synced" // the mirror is at the head
  | "waiting"; // the node is behind us, or withholds something

/** One round. */
export async function syncOnce(options: SyncOptions): Promise<SyncResult> {
  const { rpc, statements, logger } = options;
  const cursor = statements.cursor.get();
  if (!cursor) throw new CursorConflict("the mirror is being made anew by another process");
  const head = await rpc.blockNumber();
  const finalBlock = Math.min(await options.finalBlock(), head);

  if (head < cursor.block_number) {
    logger.debug({ head, cursor: cursor.block_number }, "the node is behind the mirror: waiting");
    return "waiting";
  }
  const here = await rpc.block(cursor.block_number);
  failpoint("indexer:between-checks");
  if (!here) return "waiting";
  if (here.hash !== cursor.block_hash) {
    const fork = await findFork(rpc, statements, cursor, options.start);
    logger.warn({ from: cursor.block_number, to: fork.number }, "the chain was reorganised");
    rewind(options.database, statements, cursor, fork);
    return "advanced";
  }
  if (head === cursor.block_number) return atHead(options, cursor, here, finalBlock);

  const segments = await segmentsAfter(options, cursor, head, finalBlock);
  if (!segments) return "waiting";
  let place = cursor;
  for (const segment of segments) {
    const blockRange = await blockRangeOf(options, segment, finalBlock);
    try {
      place = applyBlockRange(options.database, statements, place, blockRange);
    } catch (error) {
      if (!(error instanceof GapError)) throw error;
      return afterGap(options, place, error);
    }
    if (blockRange.facts.length > 0) options.doubt.over();
    options.onProgress?.({ block: place.block_number, head, lines: place.line });
  }
  return "advanced";
}

async function segmentsAfter(
  options: SyncOptions,
  cursor: CursorRow,
  head: number,
  finalBlock: number,
): Promise<Segment[] | undefined> {
  const { block_number: number, block_hash } = cursor;
  if (number < finalBlock) return readFinal(options, number, finalBlock);
  const segment = await readRecent(options, { number, hash: block_hash as Hex }, head);
  return segment && [segment];
}

async function blockRangeOf(options: SyncOptions, segment: Segment, finalBlock: number): Promise<BlockRange> {
  const { facts, last, blocks } = segment;
  const digests = facts.flatMap((fact) => (fact.line ? digestsOf(fact.event, fact.args) : []));
  const records = await findRecords(options.objects, digests, options.logger);
  return { facts, records, blockNumber: last.number, blockHash: last.hash, finalBlock, blocks };
}

/**
 * A line is missing: from this answer, which is fetched again in smaller ranges, or, if its first line is still the
 * missing one, from an earlier answer that is no longer trusted.
 */
async function afterGap(options: SyncOptions, cursor: CursorRow, gap: GapError): Promise<SyncResult> {
  const { doubt, range, logger } = options;
  logger.warn({ error: gap.message }, "the mirror waits for a complete answer");
  range.cutOff();
  if (gap.atStart && doubt.isOld && !doubt.isResting()) await takeBackToLastLine(options, cursor, { gap: gap.message });
  doubt.unfounded();
  return "waiting";
}

/** At the head: prove with one more call that no line was missed, and read late documents. */
async function atHead(
  options: SyncOptions,
  cursor: CursorRow,
  head: BlockHeader,
  finalBlock: number,
): Promise<SyncResult> {
  const { statements } = options;
  if (cursor.final_block < finalBlock) {
    statements.setFinalBlock.run(finalBlock, finalBlock);
    statements.deleteBlocksBefore.run(finalBlock);
  }
  await options.late.readArrived();
  if ((await compareWithCount(options, cursor, head, finalBlock)) !== "complete") return "waiting";
  statements.setSyncedAt.run(Date.now());
  return "synced";
}
