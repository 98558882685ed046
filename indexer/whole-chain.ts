/** All lines of the contract, read from a node anew and folded: what a mirror, or a list of operations, is held against. */
import type { BlockHeader } from "../chain/rpc.ts";
import { type ContractState, contractReader } from "../proof/contract-reader.ts";
import { EMPTY_HEAD, leafOf, nextChain } from "../proof/head.ts";
import type { Fact } from "./fact.ts";
import { type ChainReading, rangeFacts } from "./read-chain.ts";

/** A line, and the contract's chain after it as computed from the node's logs. */
export interface FoldedFact {
  readonly fact: Fact;
  readonly chain: string;
}

/** What the node's logs come to. */
export interface WholeChain {
  /** As of this block. */
  readonly block: BlockHeader;
  readonly lines: number;
  readonly chain: string;
  /** What the contract says of itself as of the block. */
  readonly state: ContractState;
}

/** Where reading begins, and who is told. */
export interface WholeChainOptions extends ChainReading {
  /** The contract's first block. */
  readonly startBlock: number;
  /** Called with the lines of some blocks, in the chain's order. */
  readonly onFacts: (facts: readonly FoldedFact[]) => void;
  readonly onProgress?: ((block: number, head: number) => void) | undefined;
}

/**
 * Read all lines up to the head, and ask the contract for its chain there. Throws where the node cannot be asked, or
 * does not know the state of the block that was its head when reading began.
 */
export async function readWholeChain(options: WholeChainOptions): Promise<WholeChain> {
  const { rpc, contract, range, onFacts, onProgress } = options;
  const head = await rpc.blockNumber();
  const block = await rpc.block(head);
  if (!block) throw new Error(`the node does not know its own block ${head}`);
  const asOfBlock = (method: string, [call]: readonly unknown[]) => rpc.call(method, [call, { blockHash: block.hash }]);
  // Before the lines are read: a node that forgets old states still has that of its head.
  const state = await contractReader(asOfBlock, contract).state();
  let [chain, lines]: [string, number] = [EMPTY_HEAD, 0];
  for (let from = options.startBlock; from <= head; ) {
    const to = Math.min(head, from + range.size - 1);
    const facts = await rangeFacts(options, from, to);
    if (!facts) continue;
    onFacts(
      facts.map((fact) => {
        chain = nextChain(chain, leafOf(fact.log));
        lines += 1;
        return { fact, chain };
      }),
    );
    onProgress?.(to, head);
    from = to + 1;
  }
  return { block, lines, chain, state };
}

/** Whether the node gave every line as the contract wrote it. */
export function isWhole({ lines, chain, state }: WholeChain): boolean {
  return lines === state.lineCount && chain === state.chain;
}
