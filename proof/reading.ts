/**
 * A reading of a sensor as the contract's auditors see it: a leaf below the root that an `Anchored` line carries, and the way
 * from the one to the other. It is checked off chain by `verifyReading`, on chain by `verifyAnchored` of
 * contracts/TraceReader.sol.
 *
 * A leaf is that of OpenZeppelin's `StandardMerkleTree`: `keccak256(bytes.concat(keccak256(abi.encode(time, sensor, values))))`
 * with the types of `READING_TYPES`.
 */
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { type Reading, seriesOf } from "../domain/readings/reading.ts";
import { keccak256, sha256Hex } from "./hash.ts";
import { type Hex, toHex } from "./hex.ts";

/** How a reading is encoded: `time`, `sensor`, `values`. */
export const READING_TYPES = ["uint64", "string", "int256[]"] as const;

/** What a sensor read at one time, as its leaf is made of it. */
export interface EncodedReading {
  /** Unix time in milliseconds. */
  readonly time: number | bigint;
  /** Which sensor, by the name that the line's document explains. */
  readonly sensor: string;
  /** Whole numbers, of which the document says what they are. */
  readonly values: readonly (number | bigint)[];
}

/** What shows that a reading is in a tree: the hashes beside its way to the root. */
export type ReadingPath = readonly Hex[];

/**
 * A reading as it is anchored: `sensor` is `‹sensor›|‹type›|‹unit›`, and `values` are the digits of its value, how many of
 * them are decimals, and its salt, which keeps its neighbours from being guessed where it is shown alone.
 */
export function anchoredReading(reading: Reading, salt: bigint): EncodedReading {
  const { digits, decimals } = reading.value;
  return { time: reading.time, sensor: seriesOf(reading), values: [digits, decimals, salt] };
}

/** The salt of the reading at a place in its file: 16 bytes of a SHA-256 of the file's salt and that place's number. */
export function saltAt(salt: string, index: number): bigint {
  return BigInt(sha256Hex(utf8ToBytes(`${salt}:${index}`)).slice(0, 34));
}

/** A reading's values as ABI encodes them. Throws a RangeError for what does not fit. */
export function encodeReading({ time, sensor, values }: EncodedReading): Hex {
  if (BigInt(time) < 0n || BigInt(time) >= 1n << 64n) throw new RangeError(`out of range for uint64: ${time}`);
  const bytes = utf8ToBytes(sensor);
  const text = toHex(bytes)
    .slice(2)
    .padEnd(Math.ceil(bytes.length / 32) * 64, "0");
  const words = [time, 96, 128 + text.length / 2, bytes.length].map(word);
  return `0x${words.join("")}${text}${word(values.length)}${values.map(word).join("")}`;
}

/** A whole number as 32 bytes of two's complement. */
function word(value: number | bigint): string {
  const integer = BigInt(value);
  if (BigInt.asIntN(256, integer) !== integer) throw new RangeError(`out of range for int256: ${value}`);
  return BigInt.asUintN(256, integer).toString(16).padStart(64, "0");
}

/** A reading's leaf. Hashed twice, so that no inner node of a tree can pass for a reading. */
export function readingLeaf(reading: EncodedReading): Hex {
  return keccak256(keccak256(encodeReading(reading)));
}

/** The node above two others, whichever comes first. */
export function nodeAbove(a: string, b: string): Hex {
  return a < b ? keccak256(a, b) : keccak256(b, a);
}

/**
 * Whether a reading is in the tree with this root. It goes in by value: of a leaf alone nobody could tell whether a reading
 * or the root itself stands behind it.
 */
export function verifyReading(root: string, reading: EncodedReading, path: ReadingPath): boolean {
  return path.reduce<Hex>(nodeAbove, readingLeaf(reading)) === root;
}
