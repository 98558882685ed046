/**
 * Which lines stand apart from the journey: what nobody can read, or is dated before its batch. They are told beside it, and
 * never count against the batch.
 */
import type { Capacity } from "./capacity.ts";
import { isBeginning } from "./kinds.ts";

/** The part of a line that this depends on, with what it says now: as last amended. */
export interface ToldLine {
  readonly seq: number;
  readonly event: string;
  readonly kind: string;
  readonly capacity: Capacity;
  /** Whether it was written by no more than a role, by somebody who did not hold the batch (statements.ts). */
  readonly isByOutsider: boolean;
  /** When it happened, in milliseconds, as its document says; undefined where that is not shown. */
  readonly time: number | undefined;
  /** When its block was made, in milliseconds. */
  readonly recorded: number;
  /** `missing`: its document is nowhere; `unreadable`: nobody can make anything of it, or it is about something else. */
  readonly content: "shown" | "withheld" | "missing" | "unreadable";
  /** Of a creation: whether it tells when the batch was harvested. */
  readonly tellsHarvest?: boolean;
}

/** Why a line stands apart. */
export type StatementReason = "unreadable" | "before-batch";

/** In which capacities whoever holds a batch writes on it. */
const OWN: readonly Capacity[] = ["holder", "role"];

/** What says no more than its document does. All else is a fact on chain, whatever becomes of the document. */
const TELLING: ReadonlySet<string> = new Set(["Recorded", "SeriesRecorded", "Anchored", "Amended"]);

/** The statements among a batch's lines, by their numbers. */
export function apartAmong(lines: readonly ToldLine[]): ReadonlyMap<number, StatementReason> {
  const start = beginningOf(lines);
  const statements = new Map<number, StatementReason>();
  for (const { seq, event, isByOutsider, content, time } of lines) {
    if (!TELLING.has(event)) continue;
    // A document that is missing may have been lost: only an outsider's may never have been.
    const isUnreadable = content === "unreadable" || (content === "missing" && isByOutsider);
    if (isUnreadable) statements.set(seq, "unreadable");
    else if (time !== undefined && time < start) statements.set(seq, "before-batch");
  }
  return statements;
}

/**
 * When a batch begins, as its holder tells: with its creation, or the growing and harvesting that it tells of; and where
 * no harvest was told, with whatever it tells of first.
 */
function beginningOf(lines: readonly ToldLine[]): number {
  const creation = lines.find(({ event }) => isBeginning(event));
  const tellsHarvest = creation?.tellsHarvest ?? false;
  const times = lines
    // Who holds an open batch writes on it by its role, like everybody else.
    .filter(({ event, capacity, isByOutsider }) => isBeginning(event) || (OWN.includes(capacity) && !isByOutsider))
    .filter(({ event, kind }) => isBeginning(event) || kind === "harvest" || !tellsHarvest)
    .map(({ time, recorded }) => time ?? recorded);
  // Where lines are left out, nothing is known of it.
  return creation ? Math.min(...times) : Number.NEGATIVE_INFINITY;
}

/** More than so many milliseconds after it happened an act was recorded late: readers are shown both times. */
const LATE = 86_400_000;

/** Whether an act was recorded more than a day after it happened. */
export function isRecordedLate(time: number, recorded: number): boolean {
  return recorded - time > LATE;
}
