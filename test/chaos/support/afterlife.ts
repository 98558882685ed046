/** What becomes of transactions whose blocks a reorganisation takes away. */
import type { Hex } from "../../../domain/shared/hex.ts";
import type { Random } from "./random.ts";

/** A transaction that was in a block. */
export interface DroppedTransaction {
  readonly hash: Hex;
  readonly from: Hex;
  readonly raw: string;
}

/** Where each goes. */
export interface Afterlife {
  /** Into the new blocks: which one, counted from the fork. */
  readonly included: readonly (readonly [raw: string, offset: number])[];
  /** Handed in again once the new blocks are there. */
  readonly sentAgain: readonly string[];
  readonly lost: number;
}

/**
 * Decide for every sender: some of its transactions, from the first, live on in the new blocks or are handed in again,
 * and the rest is lost, since a transaction cannot come before the one with the nonce below its own.
 *
 * @param blocks How many new blocks there are.
 */
export function afterlifeOf(dropped: readonly DroppedTransaction[], blocks: number, random: Random): Afterlife {
  const included: [string, number][] = [];
  const sentAgain: string[] = [];
  let lost = 0;
  for (const sender of new Set(dropped.map(({ from }) => from))) {
    const theirs = dropped.filter(({ from }) => from === sender);
    const kept = random.chance(0.5) ? 0 : random.between(1, theirs.length);
    const isIncluded = random.chance(0.5);
    let offset = 0;
    for (const { raw } of theirs.slice(0, kept)) {
      offset = random.between(offset, blocks - 1);
      if (isIncluded) included.push([raw, offset]);
      else sentAgain.push(raw);
    }
    lost += theirs.length - kept;
  }
  return { included, sentAgain, lost };
}
