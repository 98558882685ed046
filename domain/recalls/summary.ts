import type { NewRecallItem, Recall, RecallCounts, RecallItem, RecallReach, RecallTimings } from "./ports.ts";

/** A recall in figures. */
export interface RecallSummary extends RecallCounts {
  /** In thousandths by unit. */
  readonly remaining: ReadonlyMap<string, bigint>;
  readonly sold: ReadonlyMap<string, bigint>;
  readonly found: ReadonlyMap<string, bigint>;
  readonly quarantined: ReadonlyMap<string, bigint>;
  readonly destroyed: ReadonlyMap<string, bigint>;
}

/** Batches in figures: of those that a recall would reach, none is marked or acknowledged yet. */
export function summaryOf(items: readonly (NewRecallItem & Partial<RecallItem>)[]): RecallSummary {
  const said = (amount: "found" | "quarantined" | "destroyed") =>
    sumsOf(items, ({ acknowledgements = [] }) => acknowledgements.reduce((sum, one) => sum + one[amount], 0n));
  const toMark = items.filter(({ actor }) => actor !== null);
  return {
    batches: items.length,
    holders: new Set(items.map(({ holder }) => holder)).size,
    toMark: toMark.length,
    marked: toMark.filter(({ isMarked }) => isMarked).length,
    notices: items.length - toMark.length,
    acknowledged: items.filter(({ acknowledgements = [] }) => acknowledgements.length > 0).length,
    remaining: sumsOf(items, ({ remaining }) => remaining),
    sold: sumsOf(items, ({ sold }) => sold),
    found: said("found"),
    quarantined: said("quarantined"),
    destroyed: said("destroyed"),
  };
}

function sumsOf<T extends { readonly unit: string }>(
  items: readonly T[],
  amountOf: (item: T) => bigint,
): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const item of items) sums.set(item.unit, (sums.get(item.unit) ?? 0n) + amountOf(item));
  return sums;
}

/** How a drill, or a recall, went. */
export interface RecallReport {
  /** Milliseconds by step. */
  readonly timings: RecallTimings;
  /** Milliseconds until the last holder so far was told; null while none was. */
  readonly untilTold: number | null;
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
  items: readonly RecallItem[],
  { told, untold, lastToldAt }: RecallReach,
): RecallReport {
  const { holders, remaining, sold, found } = summaryOf(items);
  const answering = new Set(items.filter((item) => item.acknowledgements.length > 0).map(({ holder }) => holder));
  const shares = [...remaining].flatMap(([unit, left]): [string, number][] => {
    const all = left + (sold.get(unit) ?? 0n);
    return all === 0n ? [] : [[unit, percent(Number(found.get(unit) ?? 0n), Number(all))]];
  });
  return {
    timings,
    untilTold: lastToldAt && lastToldAt.getTime() - createdAt.getTime(),
    told,
    untold,
    answered: percent(answering.size, holders),
    found: new Map(shares),
  };
}

const percent = (part: number, whole: number) => Math.round((part / whole) * 1000) / 10;
