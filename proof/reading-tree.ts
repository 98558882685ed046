/** Readings under one root: OpenZeppelin's Merkle tree over their leaves, whose root `anchor` puts on a batch. */
import { SimpleMerkleTree } from "@openzeppelin/merkle-tree";
import type { Hex } from "./hex.ts";
import { type EncodedReading, nodeAbove, type ReadingPath, readingLeaf } from "./reading.ts";

/** A tree over readings. `root` and `count` are what `anchor` takes. */
export interface ReadingTree {
  readonly root: Hex;
  readonly count: number;
  /** What proves the reading at this place in the list that the tree was made from. */
  prove(index: number): ReadingPath;
}

/** The tree over readings. Their order does not matter to the root. Throws a RangeError if there are none. */
export function readingTree(readings: readonly EncodedReading[]): ReadingTree {
  if (readings.length === 0) throw new RangeError("a tree has one reading at least");
  const leaves = readings.map(readingLeaf);
  const above = (left: unknown, right: unknown) => nodeAbove(String(left), String(right));
  // As `StandardMerkleTree` has them; sorting and hashing by itself it takes minutes for 100,000 readings.
  const sorted = leaves.toSorted();
  const tree = SimpleMerkleTree.of(sorted, { sortLeaves: false, nodeHash: above });
  return {
    root: tree.root as Hex,
    count: readings.length,
    prove(index) {
      const leaf = leaves[index];
      if (leaf === undefined) throw new RangeError(`the tree has no reading ${index}`);
      return tree.getProof(sorted.indexOf(leaf)) as Hex[];
    },
  };
}
