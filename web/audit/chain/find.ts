/** What the node is asked to find: where the contract's lines begin, and a batch's code by its id. */

import { type ChainLine, latestBlock, NodeFault, readChainLines, type Topics } from "../../../proof/chain-lines.ts";
import { topicOf } from "../../../proof/codec.ts";
import { batchId } from "../../../proof/hash.ts";
import type { Desk } from "../app/context.ts";
import { readLines } from "../node/network.ts";

/** What finding takes of the desk. */
export type Asked = Pick<Desk, "rpc" | "settings">;

/**
 * The block of the contract's first line. This server says which, and the node has to have line 1 there, so that nothing can be
 * hidden by a later one. Throws a `NodeFault` where it has not.
 */
export async function firstBlock(asked: Asked): Promise<number> {
  const told = (await readLines({ limit: 1 })).data[0]?.blockNumber;
  if (told === undefined) return latestBlock(asked.rpc);
  const { rpc, settings } = asked;
  for await (const { lines } of readChainLines(rpc, { contract: settings.contract, first: told, last: told })) {
    if (lines.some(({ args }) => Number(args.line) === 1)) return told;
  }
  throw new NodeFault(`the node has no line 1 of the contract in block ${told}`);
}

/** Lines that are few and named by their subject, from all blocks at once where the node gives them so. */
export async function findLines(asked: Asked, topics: readonly Topics[]): Promise<readonly ChainLine[]> {
  const { rpc, settings } = asked;
  const [first, last] = await Promise.all([firstBlock(asked), latestBlock(rpc)]);
  const found: ChainLine[] = [];
  const query = { contract: settings.contract, topics, first, last, size: Math.max(1, last - first + 1) };
  for await (const { lines } of readChainLines(rpc, query)) found.push(...lines);
  return found;
}

const BEGINNINGS = ["Created", "SplitOff", "Produced"].map(topicOf);

/** The codes of batches by their ids, as the lines by which these began say. An id that the node does not know has none. */
export async function codesOf(asked: Asked, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)];
  const codes = new Map<string, string>();
  for (let start = 0; start < wanted.length; start += 50) {
    for (const { args } of await findLines(asked, [[BEGINNINGS, wanted.slice(start, start + 50)]])) {
      const code = String(args.code);
      if (batchId(code) === args.id) codes.set(String(args.id), code);
    }
  }
  return codes;
}
