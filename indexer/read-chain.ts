/** Reads the chain after the cursor, in segments that make commits of a good size. */
import type { Logger } from "pino";
import {
  type BlockHeader,
  quantity,
  type Rpc,
  RpcAnswerTooLong,
  RpcError,
  type RpcLog,
  RpcUnavailable,
} from "../chain/rpc.ts";
import { failpoint } from "../domain/shared/failpoint.ts";
import type { Hex } from "../domain/shared/hex.ts";
import { type Fact, factOf } from "./fact.ts";
import { ANSWER_LIMIT, type FetchSize } from "./fetch-size.ts";
import { keepsBack } from "./kept-back.ts";

/** What reading needs. */
export interface ChainReading {
  readonly rpc: Rpc;
  readonly contract: Hex;
  readonly range: FetchSize;
  readonly logger: Logger;
}

/** A block's number and hash. */
interface Place {
  readonly number: number;
  readonly hash: Hex;
}

/** Facts that go into one commit: all up to a block, and the blocks among them that could still be reorganised. */
export interface Segment {
  readonly facts: readonly Fact[];
  readonly last: Place;
  readonly blocks: readonly Place[];
}

/** Blocks read one by one, at most, before the cursor is written. */
const STEP = 50;

/** Providers' messages for rate limits: asking for fewer blocks would not help, but cause more requests. */
const THROTTLED = /\brate\b|per second|too many requests|request (?:count|limit)|compute units|throttl|capacity/i;

/**
 * Final blocks: one call for many. Undefined if the node refuses for now; the next request is for fewer. Nodes limit
 * answers (by blocks, logs, bytes, time) with messages of their own, so any refusal of more than one block is treated
 * as such a limit.
 */
export async function readFinal(
  reading: ChainReading,
  after: number,
  finalBlock: number,
): Promise<Segment[] | undefined> {
  const { rpc, range } = reading;
  const to = Math.min(finalBlock, after + range.size);
  const last = await rpc.block(to);
  if (!last) return undefined;
  const facts = await rangeFacts(reading, after + 1, to);
  if (!facts || facts.some(({ blockNumber, blockHash }) => blockNumber === to && blockHash !== last.hash)) {
    return undefined;
  }
  return segmentsOf(facts, last, range.commit);
}

/** The facts of a range of blocks; undefined if the node does not return so many at once. */
export async function rangeFacts(reading: ChainReading, from: number, to: number): Promise<Fact[] | undefined> {
  const { rpc, contract, range, logger } = reading;
  const filter = { address: contract, fromBlock: quantity(from), toBlock: quantity(to) };
  // A single block is always retried in full: it cannot be split.
  const options = to > from ? { once: true, limit: ANSWER_LIMIT } : {};
  const begun = performance.now();
  try {
    const logs = await logsOf(rpc, filter, options);
    range.answered(logs.length, performance.now() - begun);
    return factsOf(ours(reading, logs)).filter(({ blockNumber }) => blockNumber >= from && blockNumber <= to);
  } catch (error) {
    if (to === from || !isRefusal(error)) throw error;
    range.refused();
    const { message } = error as Error;
    logger.info({ from, to, next: range.size, error: message }, "the node does not give so many blocks at once");
    return undefined;
  }
}

function isRefusal(error: unknown): boolean {
  if (error instanceof RpcError) return !THROTTLED.test(error.message);
  return error instanceof RpcAnswerTooLong || error instanceof RpcUnavailable;
}

/** The blocks near the head, one by one and by hash, each the child of the one before: never a mix of two histories. */
export async function readRecent(reading: ChainReading, after: Place, head: number): Promise<Segment | undefined> {
  const blocks: BlockHeader[] = [];
  const facts: Fact[] = [];
  let parent = after.hash;
  for (let number = after.number + 1; number <= Math.min(head, after.number + STEP); number++) {
    const block = await reading.rpc.block(number);
    failpoint("indexer:between-blocks");
    if (!block || block.parentHash !== parent) break;
    const logs = await blockLogs(reading, block.hash);
    if (logs.length === 0 && (await keepsBack(reading.rpc, reading.contract, block))) break;
    facts.push(...factsOf(logs));
    blocks.push(block);
    parent = block.hash;
    if (facts.length >= reading.range.commit) break;
  }
  const last = blocks.at(-1);
  return last && { facts, last, blocks };
}

/** The facts of one block. */
export async function blockFacts(reading: ChainReading, hash: Hex): Promise<Fact[]> {
  return factsOf(await blockLogs(reading, hash));
}

/** The contract's logs in one block. Those of another block, which a node may return, are ignored. */
async function blockLogs(reading: ChainReading, hash: Hex): Promise<RpcLog[]> {
  const logs = await logsOf(reading.rpc, { address: reading.contract, blockHash: hash });
  return ours(reading, logs).filter(({ blockHash }) => blockHash === hash);
}

async function logsOf(rpc: Rpc, filter: object, options?: { once?: boolean; limit?: number }): Promise<RpcLog[]> {
  const logs = await rpc.call<RpcLog[]>("eth_getLogs", [filter], options);
  if (!Array.isArray(logs)) throw new RpcUnavailable("The chain's node gave no list of logs");
  return logs;
}

const ours = ({ contract }: ChainReading, logs: readonly RpcLog[]) =>
  logs.filter((log) => log.address.toLowerCase() === contract && !log.removed);

/** The lines among logs, in the order in which the chain has them. */
function factsOf(logs: readonly RpcLog[]): Fact[] {
  return logs
    .map(factOf)
    .filter((fact) => fact !== undefined)
    .sort((a, b) => a.blockNumber - b.blockNumber || a.logIndex - b.logIndex);
}

/** Cut between blocks, so that each segment but the last has about as many lines as a commit. A block is never cut. */
function segmentsOf(facts: readonly Fact[], last: Place, size: number): Segment[] {
  const segments: Segment[] = [];
  let start = 0;
  for (let index = size; index < facts.length; index++) {
    const [before, fact] = [facts[index - 1] as Fact, facts[index] as Fact];
    if (index - start < size || before.blockNumber === fact.blockNumber) continue;
    const place = { number: before.blockNumber, hash: before.blockHash };
    segments.push({ facts: facts.slice(start, index), last: place, blocks: [] });
    start = index;
  }
  return [...segments, { facts: facts.slice(start), last, blocks: [] }];
}
