import type { Hex } from "../domain/shared/hex.ts";
import { memoizeAsync } from "../domain/shared/memoize-async.ts";
import { withTimeout } from "../domain/shared/with-timeout.ts";
import type { Rpc } from "./rpc.ts";

/** The chain as whoever watches the product sees it. Nothing here throws, and all of it is bounded in time. */
export interface ChainWatch {
  /** The number of the latest block; undefined while the node does not answer. */
  head(): Promise<number | undefined>;
  /** What the relayer has to pay gas with, in wei; undefined while the node does not answer. */
  balance(): Promise<bigint | undefined>;
  /** Whose balance it is. */
  readonly relayer: Hex;
}

/** How a chain is watched. */
export interface ChainWatchOptions {
  /** Milliseconds for an answer; two seconds if left out. */
  readonly patience?: number;
  /** Milliseconds for which a head is not asked for again, half a second if left out; and a balance, a minute. */
  readonly headFor?: number;
  readonly balanceFor?: number;
}

/** Watch a chain: whoever asks at the same time, or soon after, shares the answer. */
export function chainWatch(rpc: Rpc, relayer: string, options: ChainWatchOptions = {}): ChainWatch {
  const { patience = 2_000, headFor = 500, balanceFor = 60_000 } = options;
  const answerOf = <T>(ask: () => Promise<T>) => withTimeout(patience, ask, undefined).catch(() => undefined);
  const address = relayer.toLowerCase() as Hex;
  return {
    relayer: address,
    head: memoizeAsync(
      () => answerOf(() => rpc.blockNumber()),
      (number) => (number === undefined ? 0 : headFor),
    ),
    balance: memoizeAsync(
      () => answerOf(async () => BigInt(await rpc.call<Hex>("eth_getBalance", [address, "latest"]))),
      (wei) => (wei === undefined ? 0 : balanceFor),
    ),
  };
}
