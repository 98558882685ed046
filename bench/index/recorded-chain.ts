/** A chain as an indexer reads it, fetched once: what is timed is the indexer, not a node. */
import { type BlockHeader, quantity, type Rpc, type RpcLog } from "../../chain/rpc.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { DeployedTrace } from "../gas/trace.ts";

/** Logs and blocks in memory. */
export interface RecordedChain {
  readonly chainId: number;
  readonly contract: Hex;
  readonly startBlock: number;
  readonly logs: readonly RpcLog[];
  /** How many of the logs are lines; the others are administration. */
  readonly lines: number;
  readonly rpc: Rpc;
}

type RawBlock = { hash: Hex; parentHash: Hex; timestamp: Hex };

/** Fetch everything that `Trace` left, and the header of every block. */
export async function recordChain({ evm, contract }: DeployedTrace): Promise<RecordedChain> {
  const address = (await contract.getAddress()).toLowerCase() as Hex;
  const head = Number(await evm.request<Hex>("eth_blockNumber", []));
  const blocks: BlockHeader[] = [];
  for (let number = 0; number <= head; number++) {
    const raw = await evm.request<RawBlock>("eth_getBlockByNumber", [quantity(number), false]);
    blocks.push({ number, hash: raw.hash, parentHash: raw.parentHash, timestamp: Number(raw.timestamp) });
  }
  const range = { address, fromBlock: "0x0", toBlock: quantity(head) };
  const logs = await evm.request<RpcLog[]>("eth_getLogs", [range]);
  const { to, data } = { to: address, data: contract.interface.encodeFunctionData("state") };
  const state = await evm.request<Hex>("eth_call", [{ to, data }, "latest"]);
  const lines = Number((await contract.getFunction("state")()).lineCount);
  const startBlock = Number(logs[0]?.blockNumber);
  return {
    chainId: Number(evm.chainId),
    contract: address,
    startBlock,
    logs,
    lines,
    rpc: serveChain(blocks, logs, state),
  };
}

/** A node for what the indexer asks; `state` is what the contract says of itself at the end. */
export function serveChain(blocks: readonly BlockHeader[], logs: readonly RpcLog[], state: Hex): Rpc {
  async function call<T>(method: string, parameters: readonly unknown[]): Promise<T> {
    if (method === "eth_call") return state as T;
    if (method !== "eth_getLogs") throw new Error(`this chain has no ${method}`);
    const [filter] = parameters as [{ blockHash: Hex } | { fromBlock: Hex; toBlock: Hex }];
    if ("blockHash" in filter) return logs.filter(({ blockHash }) => blockHash === filter.blockHash) as T;
    const [from, to] = [Number(filter.fromBlock), Number(filter.toBlock)];
    return logs.filter(({ blockNumber }) => Number(blockNumber) >= from && Number(blockNumber) <= to) as T;
  }
  return {
    call,
    blockNumber: async () => blocks.length - 1,
    block: async (tag) => (typeof tag === "number" ? blocks[tag] : blocks.at(-1)),
    receipt: async () => undefined,
  };
}
