import { MOST_EXCURSIONS, type ReadingLimit, type ReadingSeries, type ReadingsSummary } from "../records/readings.ts";
import { READINGS_FORMAT } from "../records/readings-format.ts";
import { compareDecimals, decimalText } from "../shared/decimal.ts";
import { grouped } from "../shared/grouped.ts";
import { excursionsIn, gravest } from "./excursions.ts";
import { type Reading, seriesOf } from "./reading.ts";

/** What a record tells of readings, but which file has them and what their leaves are salted with. */
export type Summary = Omit<ReadingsSummary, "file" | "salt">;

/** Readings in short: whoever has them makes the same of them. `readings` in the order of a file, one at least. */
export function summaryOf(readings: readonly Reading[], limits: readonly ReadingLimit[]): Summary {
  const told = new Set(readings.map(({ type }) => type));
  const held = limits.filter(({ type }) => told.has(type));
  const excursions = excursionsIn(readings, held);
  return {
    format: READINGS_FORMAT,
    count: readings.length,
    from: timeOf(readings[0]),
    to: timeOf(readings.at(-1)),
    series: [...grouped(readings, seriesOf).values()].map(inShort),
    limits: held,
    excursions: gravest(excursions, MOST_EXCURSIONS),
    excursionCount: excursions.length,
  };
}

function timeOf(reading: Reading | undefined): string {
  return new Date(reading?.time ?? Number.NaN).toISOString();
}

function inShort(readings: readonly Reading[]): ReadingSeries {
  const [first] = readings as readonly [Reading, ...Reading[]];
  let { value: min } = first;
  let { value: max } = first;
  for (const { value } of readings) {
    if (compareDecimals(value, min) < 0) min = value;
    if (compareDecimals(value, max) > 0) max = value;
  }
  const { sensor, type, unit } = first;
  return { sensor, type, unit, count: readings.length, min: decimalText(min), max: decimalText(max) };
}
