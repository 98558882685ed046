import type { Excursion, ReadingLimit } from "../records/readings.ts";
import { compareDecimals, type Decimal, decimalText, toDecimal } from "../shared/decimal.ts";
import { grouped } from "../shared/grouped.ts";
import { type Reading, seriesOf } from "./reading.ts";

/** One side of a limit. */
interface Bound {
  readonly beyond: "min" | "max";
  readonly at: Decimal;
  /** Minutes. */
  readonly allowed: number;
}

/**
 * The times for which a sensor was outside the limits, in their order. It is outside from the first reading outside to the
 * first one within again, since nothing shows that it came back earlier. What took no longer than a limit allows is no
 * excursion, if readings within before and after show how long it took.
 *
 * @param readings In the order of a file.
 */
export function excursionsIn(readings: readonly Reading[], limits: readonly ReadingLimit[]): Excursion[] {
  const bounds = new Map(limits.map((limit) => [limit.type, boundsOf(limit)]));
  const series = grouped(
    readings.filter(({ type }) => bounds.has(type)),
    seriesOf,
  );
  const found = [...series.values()].flatMap((all) =>
    (bounds.get(all[0]?.type ?? "") ?? []).flatMap((bound) => beyond(all, bound)),
  );
  return found.sort((a, b) => compare(a.from, b.from) || compare(a.sensor, b.sensor) || compare(a.type, b.type));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function boundsOf({ min, max, minutes = 0 }: ReadingLimit): Bound[] {
  return (
    [
      ["min", min],
      ["max", max],
    ] as const
  ).flatMap(([beyond, text]) => {
    const at = text === undefined ? undefined : toDecimal(text);
    return at ? [{ beyond, at, allowed: minutes }] : [];
  });
}

/** How far a value is outside: more than 0 if it is. */
function excess(value: Decimal, { beyond, at }: Bound): number {
  return beyond === "max" ? compareDecimals(value, at) : compareDecimals(at, value);
}

function beyond(readings: readonly Reading[], bound: Bound): Excursion[] {
  const found: Excursion[] = [];
  let outside: Reading[] = [];
  const end = (within: Reading | undefined) => {
    const [first] = outside;
    const last = within ?? outside.at(-1);
    if (first && last) {
      const taken = last.time - first.time;
      const isKnown = within !== undefined && first !== readings[0];
      if (!isKnown || taken > bound.allowed * 60_000) found.push(excursionOf(first, last, within !== undefined));
    }
    outside = [];
  };
  const excursionOf = (first: Reading, last: Reading, ended: boolean): Excursion => ({
    sensor: first.sensor,
    type: first.type,
    unit: first.unit,
    beyond: bound.beyond,
    limit: decimalText(bound.at),
    from: new Date(first.time).toISOString(),
    to: new Date(last.time).toISOString(),
    extreme: decimalText(outside.reduce((most, one) => farther(most, one.value), first.value)),
    minutes: Math.ceil((last.time - first.time) / 60_000),
    count: outside.length,
    ended,
  });
  const farther = (a: Decimal, b: Decimal) => (excess(b, { ...bound, at: a }) > 0 ? b : a);
  for (const reading of readings) {
    if (excess(reading.value, bound) > 0) outside.push(reading);
    else end(reading);
  }
  end(undefined);
  return found;
}

/** The gravest excursions: those that took longest, in the order of time. */
export function gravest(excursions: readonly Excursion[], most: number): Excursion[] {
  const kept = new Set(excursions.toSorted((a, b) => b.minutes - a.minutes || b.count - a.count).slice(0, most));
  return excursions.filter((one) => kept.has(one));
}
