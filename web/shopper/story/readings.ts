import { parseReadingsText, type Reading, seriesOf } from "../../../domain/readings/reading.ts";
import { thinned } from "../../../domain/readings/thin.ts";
import { unitSign } from "../../../domain/records/reading-units.ts";
import { grouped } from "../../../domain/shared/grouped.ts";

/** How many readings of a series are drawn. */
const POINTS = 60;

/** A series as it is drawn: some of its readings, which stand for all. */
export interface DrawnSeries {
  readonly key: string;
  readonly sensor: string;
  readonly type: string;
  readonly unit: string;
  readonly total: number;
  readonly readings: readonly Reading[];
}

/** The series of a file that was fetched and hashed here; none for a file that is none. */
export function drawnSeries(bytes: Uint8Array): DrawnSeries[] {
  try {
    const series = grouped(parseReadingsText(new TextDecoder().decode(bytes)), seriesOf);
    return [...series].map(([key, all]) => {
      const { sensor, type, unit } = all[0] as Reading;
      return { key, sensor, type, unit, total: all.length, readings: thinned(all, POINTS) };
    });
  } catch {
    return [];
  }
}

/** A value with its unit's sign. */
export function withSign(value: string, unit: string): string {
  const sign = unitSign(unit);
  return sign === "%" ? `${value}%` : `${value} ${sign}`;
}

/** Points of a line in a box of this size, by time and value; `low` and `high` are always within. */
export function linePoints(
  readings: readonly { readonly time: number; readonly value: number }[],
  {
    width,
    height,
    low,
    high,
  }: { readonly width: number; readonly height: number; readonly low: number; readonly high: number },
): readonly (readonly [x: number, y: number])[] {
  const first = readings[0]?.time ?? 0;
  const length = Math.max(1, (readings.at(-1)?.time ?? 0) - first);
  const range = high - low || 1;
  return readings.map(({ time, value }) => [
    Math.round(((time - first) / length) * width * 10) / 10,
    Math.round((1 - (value - low) / range) * height * 10) / 10,
  ]);
}
