/**
 * Readings under one root: a Merkle tree over any number of them, whose root `anchor` puts on a batch, and the proof
 * that one of them is among these: off chain by `verifyReading`, on chain by `verifyAnchored` of
 * contracts/TraceReader.sol.
 *
 * The tree is OpenZeppelin's `StandardMerkleTree`. A reading's leaf is
 * `keccak256(bytes.concat(keccak256(abi.encode(time, sensor, values))))` with the types of `READING_TYPES`.
 */
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { AbiCoder, keccak256 } from "ethers";
import type { Hex } from "../domain/shared/hex.ts";
import { decodeLog, type LogBytes } from "../proof/codec.ts";
import { EMPTY_HEAD, leafOf, nextHead } from "../proof/head.ts";

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

/** What shows that a reading is in a tree: the hashes beside its way to the root. */
export type ReadingProof = readonly Hex[];

/** A tree over readings. `root` and `count` are what `anchor` takes. */
export interface ReadingTree {
  readonly root: Hex;
  readonly count: number;
  /** The proof of the reading at this place in the list that the tree was made from. */
  prove(index: number): ReadingProof;
}

/** An `Anchored` line as `verifyAnchored` takes it. */
export interface Anchor {
  readonly actor: string;
  readonly digest: string;
  readonly line: number;
  readonly seq: number;
  readonly timestamp: number;
  readonly capacity: number;
  readonly roles: number;
  readonly root: string;
  readonly count: number;
}

/** The arguments of `verifyAnchored`, in their order. */
export type VerifyAnchoredArguments = readonly [
  trace: string,
  id: string,
  anchored: Anchor,
  before: Hex,
  later: readonly Hex[],
  reading: Hex,
  proof: ReadingProof,
];

/** The tree over readings. Their order does not matter to the root. Throws a RangeError if there are none. */
export function readingTree(readings: readonly Reading[]): ReadingTree {
  if (readings.length === 0) throw new RangeError("a tree has one reading at least");
  const tree = StandardMerkleTree.of(readings.map(fieldsOf), [...READING_TYPES]);
  return {
    root: tree.root as Hex,
    count: readings.length,
    prove(index) {
      if (!(index in readings)) throw new RangeError(`the tree has no reading ${index}`);
      return tree.getProof(index) as Hex[];
    },
  };
}

/** A reading's values as its leaf is made of them, and as `verifyAnchored` takes them. */
export function encodeReading(reading: Reading): Hex {
  return AbiCoder.defaultAbiCoder().encode([...READING_TYPES], fieldsOf(reading)) as Hex;
}

/** A reading's leaf. Hashed twice, so that no inner node of a tree can pass for a reading. */
export function readingLeaf(reading: Reading): Hex {
  return keccak256(keccak256(encodeReading(reading))) as Hex;
}

/**
 * Whether a reading is in the tree with this root. It goes in by value: of a leaf alone nobody could tell whether a reading
 * or the root itself stands behind it.
 */
export function verifyReading(root: string, reading: Reading, proof: ReadingProof): boolean {
  return StandardMerkleTree.verify(root, [...READING_TYPES], fieldsOf(reading), [...proof]);
}

/**
 * The arguments by which `verifyAnchored` checks a reading against a line.
 *
 * @param trace The contract.
 * @param id The batch.
 * @param logs The logs of all the batch's lines in their order, as `eth_getLogs` gives them for the topics `[null, id]`.
 * @param seq The number of the `Anchored` line.
 * @param reading One of those that it stands for.
 * @param proof What shows that: `ReadingTree.prove`.
 * @throws A RangeError if that line is not among the logs, or anchors nothing.
 */
export function verifyAnchoredArguments(
  trace: string,
  id: string,
  logs: readonly LogBytes[],
  seq: number,
  reading: Reading,
  proof: ReadingProof,
): VerifyAnchoredArguments {
  // Parties are admitted to a batch by lines that name it, but are none of its own.
  const lines = logs.map((log) => ({ log, line: decodeLog(log) })).filter(({ line }) => line?.args.seq !== undefined);
  const { line } = lines[seq - 1] ?? {};
  if (line?.event !== "Anchored" || line.args.seq !== seq) throw new RangeError(`line ${seq} anchors no readings`);
  const { id: _, ...anchored } = line.args;
  const leaves = lines.map(({ log }) => leafOf(log));
  const before = leaves.slice(0, seq - 1).reduce<Hex>(nextHead, EMPTY_HEAD);
  return [trace, id, anchored as unknown as Anchor, before, leaves.slice(seq), encodeReading(reading), proof];
}

function fieldsOf({ time, sensor, values }: Reading): [number | bigint, string, (number | bigint)[]] {
  return [time, sensor, [...values]];
}
