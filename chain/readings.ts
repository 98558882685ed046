/** A reading before the contract for auditors: what `verifyAnchored` of contracts/TraceReader.sol takes. */
import { decodeLog, type LogBytes } from "../proof/codec.ts";
import { EMPTY_HEAD, leafOf, nextHead } from "../proof/head.ts";
import type { Hex } from "../proof/hex.ts";
import { type EncodedReading, encodeReading, type ReadingPath } from "../proof/reading.ts";

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
  proof: ReadingPath,
];

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
  reading: EncodedReading,
  proof: ReadingPath,
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
