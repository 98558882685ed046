/**
 * Which lines are statements: what nobody can read, or is dated before its batch. They are shown apart from the journey,
 * and never count against the batch: on an open one anybody with a role may write them.
 */
import { isBeginning } from "./kinds.ts";
import { outsidersAmong, type WrittenLine } from "./outsiders.ts";

/** The part of a line that this depends on, with what it says now: as last amended. */
export interface ToldLine extends WrittenLine {
  readonly kind: string;
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

/** What says no more than its document does. All else is a fact on chain, whatever becomes of the document. */
const TELLING: ReadonlySet<string> = new Set(["Recorded", "SeriesRecorded", "Anchored", "Amended"]);

/** The statements among a batch's lines, by their numbers. */
export function statementsAmong(lines: readonly ToldLine[]): ReadonlyMap<number, StatementReason> {
  const start = beginningOf(lines);
  const outsiders = outsidersAmong(lines);
  const statements = new Map<number, StatementReason>();
  for (const { seq, event, content, time } of lines) {
    if (!TELLING.has(event)) continue;
    // A document that is missing may have been lost: only an outsider's may never have been.
    const isUnreadable = content === "unreadable" || (content === "missing" && outsiders.has(seq));
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
  const { actor: creator, holder, tellsHarvest } = creation ?? {};
  const times = lines
    // Who holds an open batch writes on it by its role, like everybody else.
    .filter(({ actor, capacity }) => capacity === "holder" || actor === creator || actor === holder)
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
