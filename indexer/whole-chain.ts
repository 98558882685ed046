/** All lines of the contract, read from a node anew and folded: what a mirror, or a list of operations, is held against. */
import { contractAsOf } from "../chain/contract-as-of.ts";
import type { BlockHeader } from "../chain/rpc.ts";
import type { ContractState } from "../proof/contract-reader.ts";
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

/** The lines from the contract's first block up to another, folded, as many at once as the node gives in one answer. */
export async function* foldedFacts(
  reading: ChainReading,
  startBlock: number,
  last: number,
): AsyncGenerator<{ readonly facts: readonly FoldedFact[]; readonly block: number }> {
  let chain: string = EMPTY_HEAD;
  for (let from = startBlock; from <= last; ) {
    const to = Math.min(last, from + reading.range.size - 1);
    const facts = await rangeFacts(reading, from, to);
    if (!facts) continue;
    const folded = facts.map((fact) => {
      chain = nextChain(chain, leafOf(fact.log));
      return { fact, chain };
    });
    yield { facts: folded, block: to };
    from = to + 1;
  }
}

/**
 * Read all lines up to the head, and ask the contract for its chain there. Throws where the node cannot be asked, or
 * does not know the state of the block that was its head when reading began.
 */
export async function readWholeChain(options: WholeChainOptions): Promise<WholeChain> {
  const { rpc, contract, startBlock, onFacts, onProgress } = options;
  const head = await rpc.blockNumber();
  const block = await rpc.block(head);
  if (!block) throw new Error(`the node does not know its own block ${head}`);
  // Before the lines are read: a node that forgets old states still has that of its head.
  const state = await contractAsOf(rpc, contract, { blockHash: block.hash }).state();
  let [chain, lines]: [string, number] = [EMPTY_HEAD, 0];
  for await (const { facts, block: to } of foldedFacts(options, startBlock, head)) {
    onFacts(facts);
    lines += facts.length;
    chain = facts.at(-1)?.chain ?? chain;
    onProgress?.(to, head);
  }
  return { block, lines, chain, state };
}

/** Whether the node gave every line as the contract wrote it. */
export function isWhole({ lines, chain, state }: WholeChain): boolean {
  return lines === state.lineCount && chain === state.chain;
}
