import { READINGS_FORMAT } from "../records/readings-format.ts";
import { type Decimal, decimalText, toDecimal } from "../shared/decimal.ts";

/** What a sensor read at one time. */
export interface Reading {
  /** Unix time in milliseconds. */
  readonly time: number;
  readonly sensor: string;
  /** What was measured, such as `temperature`. */
  readonly type: string;
  readonly value: Decimal;
  /** UN/ECE Recommendation 20 code. */
  readonly unit: string;
}

const HEAD = "time,sensor,type,value,unit";

/** A series: the readings of one sensor of one type, all in one unit. No part of a name has a bar. */
export function seriesOf({ sensor, type, unit }: Pick<Reading, "sensor" | "type" | "unit">): string {
  return `${sensor}|${type}|${unit}`;
}

/** The order of a file: by time, then by sensor and type, character by character. */
export function inFileOrder(a: Reading, b: Reading): number {
  return a.time - b.time || compare(a.sensor, b.sensor) || compare(a.type, b.type);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The text of the file that holds readings: CSV (RFC 4180, with line feeds alone) of which no value needs quotes, and none
 * is a formula to a spreadsheet.
 */
export function readingsText(readings: readonly Reading[]): string {
  const rows = readings.map(({ time, sensor, type, value, unit }) =>
    [new Date(time).toISOString(), sensor, type, decimalText(value), unit].join(","),
  );
  return `${HEAD}\n${rows.join("\n")}\n`;
}

/** The readings of such a file. Throws a RangeError for a file that is none. */
export function parseReadingsText(text: string): Reading[] {
  const [head, ...rows] = text.split("\n");
  if (head !== HEAD || rows.pop() !== "") throw new RangeError(`this is no file of ${READINGS_FORMAT}`);
  return rows.map((row, index) => {
    const [time = "", sensor = "", type = "", written = "", unit = "", ...more] = row.split(",");
    const value = toDecimal(written);
    const moment = Date.parse(time);
    if (!value || Number.isNaN(moment) || unit === "" || more.length > 0) {
      throw new RangeError(`row ${index + 1} is no reading`);
    }
    return { time: moment, sensor, type, value, unit };
  });
}
