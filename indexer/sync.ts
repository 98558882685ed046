/** The mirror's loop: from the cursor to the head of the chain, in the chain's order, and never past a doubt. */
import type SQLite from "better-sqlite3";
import type { Logger } from "pino";
import type { FinalBlock } from "../chain/finality.ts";
import { type BlockHeader, quantity, type Rpc, type RpcLog } from "../chain/rpc.ts";
import { failpoint } from "../domain/failpoint.ts";
import type { Hex } from "../domain/model.ts";
import type { Objects } from "../domain/ports/objects.ts";
import { keccak256Text } from "../proof/hash.ts";
import { applyStretch, GapError, LostRace, type Stretch } from "./apply.ts";
import { factOf } from "./fact.ts";
import { findRecords, takeUpMissing } from "./records.ts";
import { type ForkPoint, findFork, rewind } from "./reorg.ts";
import type { CursorRow, Statements } from "./statements.ts";

/** What the loop needs. */
export interface SyncOptions {
  readonly rpc: Rpc;
  readonly database: SQLite.Database;
  readonly statements: Statements;
  readonly objects: Objects;
  readonly contract: Hex;
  /** The block before the contract's first. */
  readonly start: ForkPoint;
  readonly finalBlock: FinalBlock;
  readonly logger: Logger;
}

/** How a round ended. */
export type SyncResult =
  | "advanced" // there may be more
  | "synced" // the mirror stands at the head
  | "waiting"; // the node is behind us, or keeps something back

/** Blocks asked for at a time where nothing can change any more. */
const RANGE = 2_000;
/** Blocks read one by one, at most, before the cursor is written. */
const STEP = 50;

/** One round. */
export async function syncOnce(options: SyncOptions): Promise<SyncResult> {
  const { rpc, statements, logger } = options;
  const cursor = statements.cursor.get();
  if (!cursor) throw new LostRace("the mirror is being made anew by another process");
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

  const stretch =
    cursor.block_number < finalBlock
      ? await finalStretch(options, cursor, finalBlock)
      : await recentStretch(options, cursor, head, finalBlock);
  if (!stretch) return "waiting";
  try {
    applyStretch(options.database, statements, cursor, stretch);
  } catch (error) {
    if (!(error instanceof GapError)) throw error;
    logger.warn({ error: error.message }, "the mirror waits for a complete answer");
    return "waiting";
  }
  return "advanced";
}

/** A stretch in which nothing can change any more: one call for many blocks. */
async function finalStretch(options: SyncOptions, cursor: CursorRow, finalBlock: number): Promise<Stretch | undefined> {
  const to = Math.min(finalBlock, cursor.block_number + RANGE);
  const last = await options.rpc.block(to);
  if (!last) return undefined;
  const logs = await options.rpc.call<RpcLog[]>("eth_getLogs", [
    { address: options.contract, fromBlock: quantity(cursor.block_number + 1), toBlock: quantity(to) },
  ]);
  return stretchOf(options, logs, last, finalBlock, []);
}

/** The blocks near the head, one by one and by hash, each the child of the one before: never parts of two histories. */
async function recentStretch(
  options: SyncOptions,
  cursor: CursorRow,
  head: number,
  finalBlock: number,
): Promise<Stretch | undefined> {
  const blocks: BlockHeader[] = [];
  const logs: RpcLog[] = [];
  let parent = cursor.block_hash;
  for (let number = cursor.block_number + 1; number <= Math.min(head, cursor.block_number + STEP); number++) {
    const block = await options.rpc.block(number);
    failpoint("indexer:between-blocks");
    if (!block || block.parentHash !== parent) break;
    logs.push(
      ...(await options.rpc.call<RpcLog[]>("eth_getLogs", [{ address: options.contract, blockHash: block.hash }])),
    );
    blocks.push(block);
    parent = block.hash;
  }
  const last = blocks.at(-1);
  return last && stretchOf(options, logs, last, finalBlock, blocks);
}

async function stretchOf(
  options: SyncOptions,
  logs: readonly RpcLog[],
  last: BlockHeader,
  finalBlock: number,
  blocks: readonly BlockHeader[],
): Promise<Stretch> {
  const facts = logs
    .filter((log) => log.address.toLowerCase() === options.contract && !log.removed)
    .map(factOf)
    .sort((a, b) => a.blockNumber - b.blockNumber || a.logIndex - b.logIndex);
  const digests = facts.flatMap((fact) => (fact.line ? [fact.line.digest] : []));
  const records = await findRecords(options.objects, digests, options.logger);
  return { facts, records, blockNumber: last.number, blockHash: last.hash, finalBlock, blocks };
}

/** At the head: prove with one more call that no line was missed, and take up what came late. */
async function atHead(
  options: SyncOptions,
  cursor: CursorRow,
  head: BlockHeader,
  finalBlock: number,
): Promise<SyncResult> {
  const { statements, rpc, logger, database } = options;
  if (cursor.final_block < finalBlock) {
    statements.setFinalBlock.run(finalBlock, finalBlock);
    statements.deleteBlocksBefore.run(finalBlock);
  }
  await takeUpMissing(database, statements, options.objects, logger);
  const count = () => lineCount(rpc, options.contract, head);
  let lines = await count();
  // A node may answer as of a block that comes just then, as anvil does. Asked again, that one is there.
  if (lines !== cursor.line) lines = await count();
  if (lines !== undefined && lines !== cursor.line) {
    const last = statements.lastFact.get();
    logger.error({ mirrored: cursor.line, onChain: lines }, "the mirror missed lines: reading them again");
    const to = last ? { number: last.block_number, hash: last.block_hash } : options.start;
    rewind(database, statements, cursor, to);
    return "waiting";
  }
  statements.setSyncedAt.run(Date.now());
  return "synced";
}

/** The contract's number of lines as of a block; undefined where the node cannot tell. */
async function lineCount(rpc: Rpc, contract: Hex, block: BlockHeader): Promise<number | undefined> {
  try {
    const data = keccak256Text("lineCount()").slice(0, 10);
    return Number(BigInt(await rpc.call<Hex>("eth_call", [{ to: contract, data }, { blockHash: block.hash }])));
  } catch {
    return undefined;
  }
}
