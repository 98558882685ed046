/**
 * A batch's state is a pure fold over its lines and comes from nowhere else, so the mirror can be discarded and
 * rebuilt.
 */

import type { Hex } from "../shared/hex.ts";
import { statusOf, withEnding } from "./endings.ts";
import type { EventArguments } from "./event-arguments.ts";
import { amountsAfter, type Gone, isTaking } from "./gone.ts";
import { isBeginning } from "./kinds.ts";
import { amendedIndex } from "./series.ts";
import { inspectionIn, type Verdicts, verdictOfAll, withVerdict } from "./verdicts.ts";

/** The part of a line that a batch's state depends on. */
export interface FoldedLine {
  readonly event: string;
  readonly args: EventArguments;
  readonly batchId: Hex;
  readonly seq: number;
  readonly actor: Hex;
  readonly timestamp: number;
  /** The head after this line. */
  readonly head: Hex;
}

/** A batch's state after some line. */
export interface BatchState {
  readonly id: Hex;
  readonly code: string;
  /** UN/ECE Recommendation 20 code. */
  readonly unit: string;
  /** What remains: decimal text, in thousandths of the unit. */
  readonly quantity: string;
  /** What there was in the first place, in the same way; nothing is ever added. */
  readonly made: string;
  /** What became of the difference. */
  readonly gone: Gone;
  readonly custodian: Hex;
  /** The address that its custodian offers it to, or null. */
  readonly offeredTo: Hex | null;
  readonly seq: number;
  readonly status: "active" | "recalled" | "withdrawn";
  readonly withdrawn: boolean;
  /** The recalls that stand, one bit each: by its holder, by its maker, by order. */
  readonly recalls: number;
  /** Whether anybody with a role may write on it. */
  readonly open: boolean;
  readonly verdict: "pass" | "fail" | null;
  readonly verdicts: Verdicts;
  /** Who wrote the first line, and so may amend it. */
  readonly creator: Hex;
  readonly head: Hex;
  /** `seq` of the line whose document describes the batch. */
  readonly describedBy: number;
  /** Timestamps of the first and of the latest line's block, in seconds. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Lines that the contract could not have written: a bug, or a lying node. */
export class FoldError extends Error {
  override readonly name = "FoldError";
}

/**
 * The state after one more line. Throws a FoldError for a line that cannot follow.
 *
 * @param unitOf The unit of another batch: a split batch has its parent's, which the contract does not store.
 */
export function fold(
  state: BatchState | undefined,
  line: FoldedLine,
  unitOf: (batchId: Hex) => string | undefined,
): BatchState {
  if (line.seq !== (state?.seq ?? 0) + 1) {
    throw new FoldError(`line ${line.seq} of ${line.batchId} cannot follow line ${state?.seq ?? 0}`);
  }
  if (!state) return begin(line, unitOf);
  const next = { ...state, seq: line.seq, head: line.head, updatedAt: line.timestamp };
  switch (line.event) {
    case "Recorded":
    case "SeriesRecorded":
    case "Anchored":
      return next;
    case "Inspected":
      return inspected(next, line);
    case "Amended":
      // By whoever wrote what is amended; of another's line it is no amendment.
      return line.args.amended === 1 && amendedIndex(line.args) === 0 && line.actor === state.creator
        ? { ...next, describedBy: line.seq }
        : next;
    case "Recalled":
    case "Lifted":
    case "Withdrawn":
      return withStatus({ ...next, ...withEnding(state, line), offeredTo: null });
    case "OpenSet":
      return { ...next, open: line.args.open === true };
    case "CustodyOffered":
      return { ...next, offeredTo: line.args.to as Hex };
    case "CustodyAccepted":
      return { ...next, custodian: line.actor, offeredTo: null };
    case "CustodyRefused":
    case "OfferCancelled":
      return { ...next, offeredTo: null };
    default:
      if (isTaking(line.event)) return { ...next, ...amountsAfter(state, line), offeredTo: null };
      throw new FoldError(`a ${line.event} cannot follow line ${state.seq} of ${line.batchId}`);
  }
}

function inspected<State extends BatchState>(state: State, line: FoldedLine): State {
  const verdicts = withVerdict(state.verdicts, inspectionIn(line));
  return { ...state, verdicts, verdict: verdictOfAll(verdicts) };
}

function withStatus(state: BatchState): BatchState {
  return { ...state, status: statusOf(state) };
}

function begin(line: FoldedLine, unitOf: (batchId: Hex) => string | undefined): BatchState {
  if (!isBeginning(line.event)) throw new FoldError(`${line.batchId} begins with a ${line.event}`);
  const unit = line.event === "SplitOff" ? unitOf(line.args.parent as Hex) : asciiOf(String(line.args.unit));
  if (unit === undefined) throw new FoldError(`${line.batchId} was split off a batch that there is not`);
  return {
    id: line.batchId,
    code: String(line.args.code),
    unit,
    quantity: String(line.args.quantity),
    made: String(line.args.quantity),
    gone: {},
    custodian: line.args.holder as Hex,
    offeredTo: null,
    seq: 1,
    status: "active",
    withdrawn: false,
    recalls: 0,
    open: line.args.open === true,
    verdict: null,
    verdicts: {},
    creator: line.actor,
    head: line.head,
    describedBy: 1,
    createdAt: line.timestamp,
    updatedAt: line.timestamp,
  };
}

/** The text of left-aligned ASCII bytes. */
function asciiOf(hex: string): string {
  const codes = (hex.slice(2).match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
  return String.fromCharCode(...codes).replace(/\0+$/, "");
}
