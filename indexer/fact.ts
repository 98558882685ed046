import type { RpcLog } from "../chain/rpc.ts";
import { isLineEvent, KIND_OF_EVENT } from "../domain/records/kinds.ts";
import type { Hex } from "../domain/shared/hex.ts";
import { decodeLog, type EventArguments, OTHER_TOPICS } from "../proof/codec.ts";
import { textOf } from "../proof/kind.ts";

/** The part of a fact that only a batch's lines have. */
export interface LineFacts {
  readonly batchId: Hex;
  readonly seq: number;
  readonly actor: Hex;
  readonly kind: string;
  readonly digest: Hex;
  readonly timestamp: number;
  readonly amended: number | null;
}

/** One line of the contract, decoded from its log. */
export interface Fact {
  readonly blockNumber: number;
  readonly logIndex: number;
  readonly blockHash: Hex;
  readonly transactionHash: Hex;
  readonly event: string;
  readonly args: EventArguments;
  /** Its number over the whole contract. */
  readonly number: number;
  /** The bytes that head and chain commit to. */
  readonly log: Pick<RpcLog, "topics" | "data">;
  /** Null for a line of administration. */
  readonly line: LineFacts | null;
}

/**
 * Decode a log; undefined for one that is no line. Throws for one that is not the contract's: the address answers for
 * another contract than ours.
 */
export function factOf(log: RpcLog): Fact | undefined {
  const decoded = decodeLog(log);
  if (!decoded) {
    if (OTHER_TOPICS.has(log.topics[0] ?? "")) return undefined;
    throw new Error(`the contract emitted an event that is not in its ABI: ${log.topics[0]}`);
  }
  return {
    blockNumber: Number(log.blockNumber),
    logIndex: Number(log.logIndex),
    blockHash: log.blockHash,
    transactionHash: log.transactionHash,
    event: decoded.event,
    args: decoded.args,
    number: Number(decoded.args.line),
    log: { topics: log.topics, data: log.data },
    line: lineFacts(decoded.event, decoded.args),
  };
}

function lineFacts(event: string, args: EventArguments): LineFacts | null {
  const kind = kindOf(event, args);
  if (kind === undefined) return null;
  return {
    batchId: args.id as Hex,
    seq: Number(args.seq),
    actor: args.actor as Hex,
    kind,
    digest: args.digest as Hex,
    timestamp: Number(args.timestamp),
    amended: event === "Amended" ? Number(args.amended) : null,
  };
}

function kindOf(event: string, args: EventArguments): string | undefined {
  return isLineEvent(event) ? (KIND_OF_EVENT[event] ?? textOf(String(args.kind))) : undefined;
}
