import type { NewRecallItem, RecallCounts, RecallItem } from "./ports.ts";

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
