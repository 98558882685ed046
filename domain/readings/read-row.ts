import { readingType, readingUnit } from "../records/reading-units.ts";
import { lacksOffset, toldTime } from "../shared/days.ts";
import { toDecimal } from "../shared/decimal.ts";
import type { ErrorDetail } from "../shared/errors.ts";
import type { Reading } from "./reading.ts";

/** The fields of a row. */
export const READING_FIELDS = ["time", "sensor", "type", "value", "unit"] as const;

/** A row as it was sent: each field's text, a number's as its digits were written; undefined for what is neither. */
export type SentRow = Readonly<Record<(typeof READING_FIELDS)[number], string | undefined>>;

/** How far a sensor's clock may be ahead of this one's, in milliseconds. */
const CLOCK_ERROR = 5 * 60_000;

/** A name begins with a letter or digit, so that no spreadsheet takes it for a formula, and has nothing that separates. */
const SENSOR = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._:/#()-]{0,63}$/u;
const TYPE = /^\p{L}[\p{L}\p{M}\p{N} ._-]{0,49}$/u;

/** A reading, or what is wrong with its row, the first of each field. `now` in milliseconds. */
export function readRow(row: SentRow, now: number): Reading | readonly ErrorDetail[] {
  const wrong: ErrorDetail[] = [];
  const refuse = (field: string, message: string) => void wrong.push({ field, message });
  const sensor = (row.sensor ?? "").normalize("NFC").trim();
  const type = readingType(row.type ?? "");
  const unit = readingUnit(type, row.unit ?? "");
  const value = toDecimal((row.value ?? "").trim());
  const time = timeOf((row.time ?? "").trim());
  if (time === undefined) refuse("time", "Time must be an ISO 8601 date and time with its offset");
  else if (time > now + CLOCK_ERROR) refuse("time", "Time cannot be in the future");
  if (!SENSOR.test(sensor)) refuse("sensor", "Sensor must be a name of up to 64 letters, digits and -._:/#()");
  if (!TYPE.test(type)) refuse("type", "Type must be a word such as temperature");
  if (!value) refuse("value", "Value must be a number of at most 15 digits on each side of the point");
  if (unit === undefined) refuse("unit", "Unit must be a usual unit or a UN/ECE Recommendation 20 code of this type");
  if (time === undefined || !value || unit === undefined || wrong.length > 0) return wrong;
  return { time, sensor, type, value, unit };
}

/** Unix time in milliseconds. A place's own time would be another moment elsewhere: it has to say its offset. */
function timeOf(text: string): number | undefined {
  if (!text.includes("T") || lacksOffset(text)) return undefined;
  const told = toldTime(text, "UTC");
  const time = told === undefined ? Number.NaN : Date.parse(told);
  return time >= 0 ? time : undefined;
}
