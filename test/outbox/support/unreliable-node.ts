/** A node that gives single answers stale, late, twice or not at all. */
import { setTimeout as sleep } from "node:timers/promises";
import { Transaction } from "ethers";
import { quantity, type Rpc, RpcUnavailable, rpcOf } from "../../../chain/rpc.ts";

/** What is wrong with an answer. */
export const FAULTS = ["stale", "late", "twice", "none", "lost"] as const;

/** `none`: the call does not reach the node. `lost`: it does, and its answer does not come back. */
export type Fault = (typeof FAULTS)[number];

/** Blocks by which a stale answer is behind. */
const BEHIND = 3;
/** How many calls in a row are answered so. */
const TIMES = 3;

/** The node, and what is to go wrong at it. */
export interface UnreliableNode {
  readonly rpc: Rpc;
  /** From now on the next calls of each of these methods are answered so. */
  arm(methods: readonly string[], fault: Fault): void;
  disarm(): void;
  /** The methods that were called since this was last asked. */
  called(): string[];
}

/** Put faults in front of a node. */
export function unreliableNode(node: Rpc): UnreliableNode {
  const left = new Map<string, number>();
  let kind: Fault = "late";
  const called = new Set<string>();

  async function answer<T>(method: string, parameters: readonly unknown[]): Promise<T> {
    called.add(method);
    const ask = (other = parameters) => node.call<T>(method, other, { once: true });
    const times = left.get(method) ?? 0;
    if (times === 0) return ask();
    left.set(method, times - 1);
    switch (kind) {
      case "late":
        await sleep(30);
        return ask();
      case "twice":
        await ask().catch(() => undefined);
        return ask();
      case "none":
        throw new RpcUnavailable("no answer");
      case "lost":
        await ask().catch(() => undefined);
        throw new RpcUnavailable("no answer");
      case "stale":
        // Where sending has no past to answer from: the transaction is swallowed.
        if (method === "eth_sendRawTransaction") return Transaction.from(String(parameters[0])).hash as T;
        return ask(await inThePast(method, parameters));
    }
  }

  async function inThePast(method: string, parameters: readonly unknown[]): Promise<readonly unknown[]> {
    const head = await node.blockNumber();
    const past = quantity(Math.max(0, head - BEHIND));
    const at = (index: number) => [...parameters.slice(0, index), past, ...parameters.slice(index + 1)];
    if (method === "eth_getBlockByNumber") return at(0);
    return method === "eth_blockNumber" || method === "eth_maxPriorityFeePerGas" ? parameters : at(1);
  }

  const rpc = rpcOf(async <T>(method: string, parameters: readonly unknown[]) => {
    const isStaleHead = method === "eth_blockNumber" && kind === "stale" && (left.get(method) ?? 0) > 0;
    const result = await answer<T>(method, parameters);
    return isStaleHead ? (quantity(Math.max(0, Number(result) - BEHIND)) as T) : result;
  });
  return {
    rpc,
    arm(methods, fault) {
      kind = fault;
      for (const method of methods) left.set(method, TIMES);
    },
    disarm: () => left.clear(),
    called() {
      const methods = [...called].sort();
      called.clear();
      return methods;
    },
  };
}
