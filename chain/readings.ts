/**
 * Readings under one root: a Merkle tree over any number of them, whose root `anchor` puts on a batch, and the proof
 * that one of them is among these, which `verifyAnchored` checks on chain.
 *
 * The tree is OpenZeppelin's `StandardMerkleTree`. A reading's leaf is
 * `keccak256(bytes.concat(keccak256(abi.encode(time, sensor, values))))` with the types of `READING_TYPES`.
 */
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { AbiCoder, keccak256 } from "ethers";
import type { Hex } from "../domain/shared/hex.ts";
import { decodeLog, type LogBytes } from "../proof/codec.ts";
import { keccak256 as keccak256Of } from "../proof/hash.ts";

/** How a reading is encoded: `time`, `sensor`, `values`. */
export const READING_TYPES = ["uint64", "string", "int256[]"] as const;

/** What a sensor read at one time. */
export interface Reading {
  /** Unix time in milliseconds. */
  readonly time: number | bigint;
  /** Which sensor, by the name that the anchor's document explains. */
  readonly sensor: string;
  /** Whole numbers, in units that the anchor's document gives, such as thousandths of a degree. */
  readonly values: readonly (number | bigint)[];
}

/** What shows that a reading is in a tree: its leaf, and the hashes beside its way to the root. */
export interface ReadingProof {
  readonly leaf: Hex;
  readonly proof: readonly Hex[];
}

/** A tree over readings. `root` and `count` are what `anchor` takes. */
export interface ReadingTree {
  readonly root: Hex;
  readonly count: number;
  /** The proof of the reading at this place in the list that the tree was made from. */
  prove(index: number): ReadingProof;
}

/** `Anchor` as the contract's `verifyAnchored` takes it. */
export interface Anchor {
  readonly actor: string;
  readonly digest: string;
  readonly line: string;
  readonly seq: number;
  readonly timestamp: number;
  readonly root: string;
  readonly count: number;
}

/** The arguments of `verifyAnchored`, in their order. */
export type VerifyAnchoredArguments = readonly [
  id: string,
  anchored: Anchor,
  before: Hex,
  later: readonly Hex[],
  reading: Hex,
  proof: readonly Hex[],
];

const ZERO: Hex = `0x${"00".repeat(32)}`;

/** The tree over readings. Their order does not matter to the root. Throws a RangeError if there are none. */
export function readingTree(readings: readonly Reading[]): ReadingTree {
  if (readings.length === 0) throw new RangeError("a tree has one reading at least");
  const tree = StandardMerkleTree.of(readings.map(fieldsOf), [...READING_TYPES]);
  return {
    root: tree.root as Hex,
    count: readings.length,
    prove(index) {
      const reading = readings[index];
      if (!reading) throw new RangeError(`the tree has no reading ${index}`);
      return { leaf: readingLeaf(reading), proof: tree.getProof(index) as Hex[] };
    },
  };
}

/** A reading's leaf. Hashed twice, so that no inner node of a tree can pass for a reading. */
export function readingLeaf(reading: Reading): Hex {
  const encoded = AbiCoder.defaultAbiCoder().encode([...READING_TYPES], fieldsOf(reading));
  return keccak256(keccak256(encoded)) as Hex;
}

/**
 * The arguments by which `verifyAnchored` checks a reading against a line.
 *
 * @param id The batch.
 * @param logs The logs of all the batch's lines in their order, as `eth_getLogs` gives them for the topics `[null, id]`.
 * @param seq The number of the `Anchored` line.
 * @param reading Of the tree that it anchors: `ReadingTree.prove`.
 * @throws A RangeError if that line is not among the logs, or anchors nothing.
 */
export function verifyAnchoredArguments(
  id: string,
  logs: readonly LogBytes[],
  seq: number,
  reading: ReadingProof,
): VerifyAnchoredArguments {
  const log = logs[seq - 1];
  const line = log && decodeLog(log);
  if (line?.event !== "Anchored" || line.args.seq !== seq) throw new RangeError(`line ${seq} anchors no readings`);
  const { actor, digest, line: number, timestamp, root, count } = line.args as unknown as Anchor;
  const anchored = { actor, digest, line: number, seq, timestamp, root, count };
  const leaves = logs.map((each) => keccak256Of(...each.topics, each.data));
  const before = leaves.slice(0, seq - 1).reduce((head, leaf) => keccak256Of(head, leaf), ZERO);
  return [id, anchored, before, leaves.slice(seq), reading.leaf, reading.proof];
}

function fieldsOf({ time, sensor, values }: Reading): [number | bigint, string, (number | bigint)[]] {
  return [time, sensor, [...values]];
}
