import type { NewRecallItem, Recall, RecallReach, RecallSummary, RecallTimings } from "./ports.ts";

/** Batches that a recall would reach in figures: none of them is marked or acknowledged yet. */
export function summaryOf(items: readonly NewRecallItem[]): RecallSummary {
  const toMark = items.filter(({ actor }) => actor !== null).length;
  const nothing = sumsOf(items, () => 0n);
  return {
    batches: items.length,
    holders: new Set(items.map(({ holder }) => holder)).size,
    toMark,
    marked: 0,
    notices: items.length - toMark,
    acknowledged: 0,
    remaining: sumsOf(items, ({ remaining }) => remaining),
    sold: sumsOf(items, ({ sold }) => sold),
    found: nothing,
    quarantined: nothing,
    destroyed: nothing,
  };
}

function sumsOf(
  items: readonly NewRecallItem[],
  amountOf: (item: NewRecallItem) => bigint,
): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const item of items) sums.set(item.unit, (sums.get(item.unit) ?? 0n) + amountOf(item));
  return sums;
}

/** How a recall went so far, for who began it: what a drill is for. */
export interface RecallReport {
  readonly timings: RecallTimings;
  /** Milliseconds until the last holder so far was told; null while none was. */
  readonly untilTold: number | null;
  /** Milliseconds until a holder said something last; null while none did. */
  readonly untilAnswered: number | null;
  readonly told: number;
  readonly untold: number;
  /** Holders of whose batches something was said, of all holders, in percent. */
  readonly answered: number;
  /** What was found by unit, of what there was or was sold, in percent; a unit of which there was nothing is left out. */
  readonly found: ReadonlyMap<string, number>;
}

/** How a recall went so far. */
export function reportOf(
  { timings, createdAt }: Pick<Recall, "timings" | "createdAt">,
  { holders, remaining, sold, found }: Pick<RecallSummary, "holders" | "remaining" | "sold" | "found">,
  { told, untold, lastToldAt, answering, lastSaidAt }: RecallReach,
): RecallReport {
  const shares = [...remaining].flatMap(([unit, left]): [string, number][] => {
    const all = left + (sold.get(unit) ?? 0n);
    return all === 0n ? [] : [[unit, percent(Number(found.get(unit) ?? 0n), Number(all))]];
  });
  const until = (at: Date | null) => at && at.getTime() - createdAt.getTime();
  return {
    timings,
    untilTold: until(lastToldAt),
    untilAnswered: until(lastSaidAt),
    told,
    untold,
    answered: holders === 0 ? 0 : percent(answering, holders),
    found: new Map(shares),
  };
}

const percent = (part: number, whole: number) => Math.round((part / whole) * 1000) / 10;
