import type { Hex } from "./hex.ts";
import { type EncodedReading, nodeAbove, readingLeaf } from "./reading.ts";

/**
 * The root over readings, as `readingTree` has it: without OpenZeppelin's library, which is more than a phone should fetch for
 * it. Their order does not matter. Throws a RangeError if there are none.
 */
export function readingsRoot(readings: readonly EncodedReading[]): Hex {
  if (readings.length === 0) throw new RangeError("a tree has one reading at least");
  const leaves = readings.map(readingLeaf).sort();
  const inner = leaves.length - 1;
  // A complete binary tree in one list, root first: the smallest leaf stands last.
  const nodes: Hex[] = [...new Array<Hex>(inner), ...leaves.reverse()];
  for (let at = inner - 1; at >= 0; at--) nodes[at] = nodeAbove(nodes[2 * at + 1] as Hex, nodes[2 * at + 2] as Hex);
  return nodes[0] as Hex;
}
