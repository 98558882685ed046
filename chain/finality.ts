import type { Rpc } from "./rpc.ts";

/** Confirmations that count as final on a chain that does not say what is. */
const DEFAULT_CONFIRMATIONS = 12;

/** Tells the latest final block. */
export type FinalBlock = () => Promise<number>;

/**
 * What is final: `confirmations` blocks before the head, or, where that is null, what the chain itself calls finalized.
 */
export function finality(rpc: Rpc, confirmations: number | null): FinalBlock {
  const byDepth = async (depth: number) => Math.max(0, (await rpc.blockNumber()) - depth);
  if (confirmations !== null) return () => byDepth(confirmations);
  return async () => {
    // A chain without the tag answers with nothing or with an error.
    const block = await rpc.block("finalized").catch(() => undefined);
    return block ? block.number : byDepth(DEFAULT_CONFIRMATIONS);
  };
}
