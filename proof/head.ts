/**
 * Hash chains over lines (contracts/interfaces/ITraceLines.sol): a batch's head over all its lines, and the contract's
 * chain over all lines of batches and of administration. A line's leaf is keccak256 of its log's topics and data, so all
 * this needs nothing but a hash function.
 */
import type { LogBytes } from "./codec.ts";
import { keccak256 } from "./hash.ts";
import type { Hex } from "./hex.ts";

/** How many bytes of a hash the contract keeps of a head, and of its chain; what follows them is zero. */
const HEAD_BYTES = 27;
const CHAIN_BYTES = 26;

/** The head of a batch without lines, and the chain of a contract without lines. */
export const EMPTY_HEAD: Hex = `0x${"0".repeat(64)}`;

/** keccak256(topics ‖ data). */
export function leafOf(log: LogBytes): Hex {
  return keccak256(...log.topics, log.data);
}

/** The head after one more line: the first 27 bytes of keccak256(head ‖ leaf). */
export function nextHead(head: string, leaf: Hex): Hex {
  return fold(head, leaf, HEAD_BYTES);
}

/** The chain after one more line: the first 26 bytes of keccak256(chain ‖ leaf). */
export function nextChain(chain: string, leaf: Hex): Hex {
  return fold(chain, leaf, CHAIN_BYTES);
}

function fold(before: string, leaf: Hex, bytes: number): Hex {
  const digits = 2 + 2 * bytes;
  return keccak256(before.slice(0, digits), leaf).slice(0, digits).padEnd(66, "0") as Hex;
}
