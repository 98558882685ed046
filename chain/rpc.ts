/** JSON-RPC to an Ethereum node: timeouts, retries where they are safe, and errors that keep the node's data. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Hex } from "../domain/shared/hex.ts";
import { AnswerTooLong, boundedBytes } from "../proof/answer.ts";

/** An error that the node itself answered with. */
export class RpcError extends Error {
  readonly code: number;
  /** Revert data, where the node gives any. */
  readonly data: string | undefined;

  constructor(code: number, message: string, data?: string) {
    super(message);
    this.name = "RpcError";
    this.code = code;
    this.data = data;
  }
}

/** The node cannot be reached, or answers with something that is not JSON-RPC. */
export class RpcUnavailable extends Error {
  override readonly name = "RpcUnavailable";
}

/** The node's answer was longer than the caller takes. */
export class RpcAnswerTooLong extends Error {
  override readonly name = "RpcAnswerTooLong";
}

/** A block's header, as far as it is used here. */
export interface BlockHeader {
  readonly number: number;
  readonly hash: Hex;
  readonly parentHash: Hex;
  readonly timestamp: number;
  /** The filter of its logs' addresses and topics, where the node gives it. */
  readonly logsBloom?: Hex | undefined;
}

/** A log as `eth_getLogs` gives it. */
export interface RpcLog {
  readonly address: Hex;
  readonly topics: readonly Hex[];
  readonly data: Hex;
  readonly blockNumber: Hex;
  readonly blockHash: Hex;
  readonly transactionHash: Hex;
  readonly logIndex: Hex;
  readonly removed?: boolean;
}

/** A transaction's receipt, as far as it is used here. */
export interface Receipt {
  readonly succeeded: boolean;
  readonly blockNumber: number;
  readonly blockHash: Hex;
}

/** How a call is made. */
export interface CallOptions {
  readonly once?: boolean;
  readonly limit?: number;
}

/** Calls to one endpoint. */
export interface Rpc {
  /**
   * One call. Reading may be retried, so it is; pass `once` for what must not be. Throws an RpcAnswerTooLong, and reads no
   * further, for an answer of more than `limit` bytes.
   */
  call<T>(method: string, parameters: readonly unknown[], options?: CallOptions): Promise<T>;
  blockNumber(): Promise<number>;
  /** By number or tag; undefined if the node has none. */
  block(tag: number | "latest" | "finalized"): Promise<BlockHeader | undefined>;
  receipt(hash: string): Promise<Receipt | undefined>;
}

const RETRIES = 3;

/** Write a number as JSON-RPC does. */
export function quantity(value: number | bigint): Hex {
  return `0x${value.toString(16)}`;
}

/** A client of the endpoint at `url`. Its errors never name the URL, which may carry a key. */
export function createRpc(url: string, options: { timeout?: number; signal?: AbortSignal } = {}): Rpc {
  const timeout = options.timeout ?? 15_000;
  let nextId = 0;

  async function attempt<T>(method: string, parameters: readonly unknown[], limit: number | undefined): Promise<T> {
    const signals = [AbortSignal.timeout(timeout), ...(options.signal ? [options.signal] : [])];
    let body: { result?: T; error?: { code?: number; message?: string; data?: unknown } } | null;
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ jsonrpc: "2.0", id: ++nextId, method, params: parameters }),
        signal: AbortSignal.any(signals),
        redirect: "error",
      });
      body = await (limit === undefined ? response.json() : boundedBytes(response, limit).then(jsonOf));
    } catch (error) {
      if (error instanceof AnswerTooLong) throw new RpcAnswerTooLong(error.message);
      throw new RpcUnavailable(`The chain's node did not answer ${method}`, { cause: error });
    }
    if (body?.error) {
      throw new RpcError(body.error.code ?? 0, body.error.message ?? "unknown error", revertData(body.error.data));
    }
    // Some providers refuse in JSON of a form of their own.
    if (body?.result === undefined) throw new RpcUnavailable(`The chain's node gave no result of ${method}`);
    return body.result;
  }

  async function call<T>(
    method: string,
    parameters: readonly unknown[],
    { once = false, limit }: CallOptions = {},
  ): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await attempt<T>(method, parameters, limit);
      } catch (error) {
        if (once || tries >= RETRIES || !(error instanceof RpcUnavailable) || options.signal?.aborted) throw error;
        await sleep(100 * 2 ** tries * (0.5 + Math.random()));
      }
    }
  }

  return rpcOf(call);
}

/** The usual questions, asked by any way to call a node. */
export function rpcOf(call: Rpc["call"]): Rpc {
  return {
    call,
    blockNumber: async () => Number(await call<Hex>("eth_blockNumber", [])),
    async block(tag) {
      const parameter = typeof tag === "number" ? quantity(tag) : tag;
      type RawBlock = { number: Hex; hash: Hex; parentHash: Hex; timestamp: Hex; logsBloom?: Hex } | null;
      const block = await call<RawBlock>("eth_getBlockByNumber", [parameter, false]);
      if (!block) return undefined;
      const { hash, parentHash, logsBloom } = block;
      return { number: Number(block.number), hash, parentHash, timestamp: Number(block.timestamp), logsBloom };
    },
    async receipt(hash) {
      type RawReceipt = { status: Hex; blockNumber: Hex; blockHash: Hex } | null;
      const receipt = await call<RawReceipt>("eth_getTransactionReceipt", [hash]);
      if (!receipt) return undefined;
      const { status, blockNumber, blockHash } = receipt;
      return { succeeded: Number(status) === 1, blockNumber: Number(blockNumber), blockHash };
    },
  };
}

function jsonOf(bytes: Uint8Array) {
  return JSON.parse(new TextDecoder().decode(bytes));
}

/** Nodes put revert data in `error.data` or one level below. */
function revertData(data: unknown): string | undefined {
  if (typeof data === "string") return data;
  if (data && typeof data === "object" && "data" in data) return revertData(data.data);
  return undefined;
}
