import { compareDecimals } from "../shared/decimal.ts";
import type { Reading } from "./reading.ts";

/**
 * A series in at most so many readings: of each of equal spans of time its first, lowest, highest and last (M4: Jugel et al.,
 * "M4: A Visualization-Oriented Time Series Data Aggregation", 2014). A line drawn through them looks as it would through all,
 * and nothing that was too high or too low is lost.
 *
 * @param readings Of one series, by time.
 * @param most At least 4.
 */
export function thinned<T extends Pick<Reading, "time" | "value">>(readings: readonly T[], most: number): readonly T[] {
  if (readings.length <= most) return readings;
  const [first, last] = [readings[0], readings.at(-1)] as [T, T];
  const spans = Math.floor(most / 4);
  const length = Math.max(1, (last.time - first.time + 1) / spans);
  const spanOf = ({ time }: T) => Math.floor((time - first.time) / length);
  const kept: T[] = [];
  for (let start = 0; start < readings.length; ) {
    const span = spanOf(readings[start] as T);
    let end = start + 1;
    while (end < readings.length && spanOf(readings[end] as T) === span) end += 1;
    kept.push(...telling(readings.slice(start, end)));
    start = end;
  }
  return kept;
}

/** What of the readings of one span is kept, in their order. */
function telling<T extends Pick<Reading, "value">>(readings: readonly T[]): T[] {
  const kept = new Set([0, readings.length - 1]);
  let [low, high] = [0, 0];
  for (const [index, { value }] of readings.entries()) {
    if (compareDecimals(value, (readings[low] as T).value) < 0) low = index;
    if (compareDecimals(value, (readings[high] as T).value) > 0) high = index;
  }
  return readings.filter((_, index) => kept.has(index) || index === low || index === high);
}
