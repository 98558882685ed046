/** Lines of the contract by the logs of a node, over as many blocks at a time as it gives. */
import * as z from "zod";
import type { EventArguments } from "../domain/records/event-arguments.ts";
import { JsonFault } from "../domain/shared/bounded-json.ts";
import { AnswerTooLong } from "./answer.ts";
import { decodeLog, OTHER_TOPICS } from "./codec.ts";
import type { RpcCall } from "./contract-reader.ts";

/** The node that is asked did not answer as needed. */
export class NodeFault extends Error {
  override readonly name = "NodeFault";
}

/** Blocks of the first question: what nodes commonly give, this server's own among them. */
const FIRST_SIZE = 2_000;

const quantity = z
  .string()
  .regex(/^0x[0-9a-f]{1,13}$/i)
  .transform(Number);
const hex = z
  .string()
  .regex(/^0x[0-9a-f]*$/i)
  .transform((text) => text.toLowerCase());

export const logSchema = z.object({
  address: hex,
  topics: z.array(hex),
  data: hex,
  blockNumber: quantity,
  logIndex: quantity,
  transactionHash: hex,
});
const logsSchema = z.array(logSchema);

/** A log as the node gives it. */
export type ChainLog = z.infer<typeof logSchema>;

/** A log that is a line of the contract. */
export interface ChainLine {
  readonly log: ChainLog;
  readonly event: string;
  readonly args: EventArguments;
}

/** Which logs of the contract: by topics, each place one, several, or any (null). */
export type Topics = readonly (string | readonly string[] | null)[];

/** What to read. */
export interface LogQuery {
  readonly contract: string;
  /** Logs that fit any of these; all where there are none. */
  readonly topics?: readonly Topics[];
  readonly first: number;
  readonly last: number;
  /** Blocks of the first question. */
  readonly size?: number;
  readonly signal?: AbortSignal;
}

/** The number of the node's latest block. */
export async function latestBlock(rpc: RpcCall): Promise<number> {
  return quantity.parse(await rpc("eth_blockNumber", []));
}

/** A number as nodes take it. */
export const toQuantity = (number: number) => `0x${number.toString(16)}`;

/**
 * Lines of the contract in their order, some blocks after the other. Throws a `NodeFault` where the node gives none of a
 * single block, and what the signal's reason is where that is aborted.
 */
export async function* readChainLines(
  rpc: RpcCall,
  query: LogQuery,
): AsyncGenerator<{ readonly lines: readonly ChainLine[]; readonly block: number }> {
  const { contract, topics = [[]], last, signal } = query;
  let size = query.size ?? FIRST_SIZE;
  let refused = Number.POSITIVE_INFINITY;
  for (let from = query.first; from <= last; ) {
    if (signal?.aborted) throw new DOMException("aborted", "AbortError");
    const to = Math.min(last, from + size - 1);
    const range = { address: contract, fromBlock: toQuantity(from), toBlock: toQuantity(to) };
    try {
      const answers = await Promise.all(topics.map((each) => rpc("eth_getLogs", [{ ...range, topics: each }])));
      yield { lines: linesIn(answers, contract), block: to };
      from = to + 1;
      if (size * 2 < refused) size *= 2;
    } catch (error) {
      const blocks = to - from + 1;
      if (blocks === 1 || !isTooMuch(error)) throw new NodeFault((error as Error).message, { cause: error });
      refused = blocks;
      size = Math.ceil(blocks / 2);
    }
  }
}

/** Whether a node, or this page, found an answer too long; and not that there is no connection. */
function isTooMuch(error: unknown): boolean {
  if (error instanceof AnswerTooLong || error instanceof JsonFault) return true;
  return error instanceof Error && error.name === "Error";
}

function linesIn(answers: readonly unknown[], contract: string): readonly ChainLine[] {
  const logs = new Map<string, ChainLog>();
  for (const log of answers.flatMap((answer) => logsSchema.parse(answer))) {
    if (log.address === contract.toLowerCase()) logs.set(`${log.blockNumber}.${log.logIndex}`, log);
  }
  const inOrder = [...logs.values()].sort((a, b) => a.blockNumber - b.blockNumber || a.logIndex - b.logIndex);
  return inOrder.flatMap((log) => lineOf(log) ?? []);
}

/** A log as a line of the contract; undefined for its other events. Throws for one that is of no event of the contract. */
export function lineOf(log: ChainLog): ChainLine | undefined {
  if (OTHER_TOPICS.has(log.topics[0] ?? "")) return undefined;
  const decoded = decodeLog(log);
  if (!decoded) throw new NodeFault("a log that is of no event of the contract");
  return { log, ...decoded };
}
