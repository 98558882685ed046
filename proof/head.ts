/**
 * A batch's head: a hash chain over all its lines (contracts/ITrace.sol). A line's leaf is keccak256 of its log's
 * topics and data, so both functions need nothing but a hash function.
 */
import type { LogBytes } from "./codec.ts";
import { keccak256 } from "./hash.ts";
import type { Hex } from "./hex.ts";

/** The head of a batch without lines. */
export const EMPTY_HEAD: Hex = `0x${"0".repeat(64)}`;

/** keccak256(topics ‖ data). */
export function leafOf(log: LogBytes): Hex {
  return keccak256(...log.topics, log.data);
}

/** keccak256(head ‖ leaf): the head after one more line. */
export function nextHead(head: string, log: LogBytes): Hex {
  return keccak256(head, leafOf(log));
}
