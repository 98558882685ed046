/** What a node answers that is some blocks behind, the same in all that it is asked. */
import { quantity } from "../../../chain/rpc.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { FINAL_DEPTH } from "./anvil.ts";

/** Asks the real node. Throws what the node answers as an error. */
export type Ask = (method: string, parameters: readonly unknown[]) => Promise<unknown>;

/** An error that a node answers with. */
export class NodeError extends Error {
  readonly error: unknown;
  constructor(error: unknown) {
    super("the node answered with an error");
    this.error = error;
  }
}

/** Where the methods that read state take their block. */
const STATE_BLOCK: Readonly<Record<string, number>> = {
  eth_call: 1,
  eth_estimateGas: 1,
  eth_getBalance: 1,
  eth_getCode: 1,
  eth_getTransactionCount: 1,
};

/** What a node would answer that is `behind` blocks behind. */
export async function askLagging(
  ask: Ask,
  behind: number,
  method: string,
  parameters: readonly unknown[],
): Promise<unknown> {
  const seen = Math.max(0, Number(await ask("eth_blockNumber", [])) - behind);
  const isUnknown = async (blockHash: unknown) => {
    const block = (await ask("eth_getBlockByHash", [blockHash, false])) as { number: Hex } | null;
    return block === null || Number(block.number) > seen;
  };

  if (method === "eth_blockNumber") return quantity(seen);
  if (method === "eth_getBlockByNumber") {
    const [tag, full] = parameters;
    if (tag === "latest" || tag === "pending") return ask(method, [quantity(seen), full]);
    if (tag === "finalized" || tag === "safe") return ask(method, [quantity(Math.max(0, seen - FINAL_DEPTH)), full]);
    return Number(tag) > seen ? null : ask(method, parameters);
  }
  if (method === "eth_getBlockByHash") return (await isUnknown(parameters[0])) ? null : ask(method, parameters);
  if (method === "eth_getTransactionReceipt" || method === "eth_getTransactionByHash") {
    const found = (await ask(method, parameters)) as { blockNumber: Hex | null } | null;
    return found?.blockNumber && Number(found.blockNumber) > seen ? null : found;
  }
  if (method === "eth_getLogs") return logs(ask, seen, parameters[0] as LogFilter, isUnknown);
  const at = STATE_BLOCK[method];
  if (at === undefined) return ask(method, parameters);
  const block = parameters[at];
  if (typeof block === "object" && block !== null) {
    const { blockHash } = block as { blockHash?: Hex };
    if (await isUnknown(blockHash)) throw new NodeError({ code: -32001, message: "header not found" });
    return ask(method, parameters);
  }
  const isLatest = block === undefined || block === "latest" || block === "pending";
  return isLatest ? ask(method, parameters.toSpliced(at, 1, quantity(seen))) : ask(method, parameters);
}

interface LogFilter {
  readonly blockHash?: Hex;
  readonly fromBlock?: Hex;
  readonly toBlock?: Hex;
}

/** Logs of a block that is not there yet are none: that is how lagging nodes answer. */
async function logs(
  ask: Ask,
  seen: number,
  filter: LogFilter,
  isUnknown: (blockHash: unknown) => Promise<boolean>,
): Promise<unknown> {
  if (filter.blockHash) return (await isUnknown(filter.blockHash)) ? [] : ask("eth_getLogs", [filter]);
  if (Number(filter.fromBlock ?? 0) > seen) return [];
  const to = Number.isNaN(Number(filter.toBlock)) ? seen : Math.min(Number(filter.toBlock), seen);
  return ask("eth_getLogs", [{ ...filter, toBlock: quantity(to) }]);
}
