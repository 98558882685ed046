import { MOST_READINGS, MOST_SERIES, type ReadingLimit } from "../records/readings.ts";
import { DomainError, type ErrorDetail, invalid } from "../shared/errors.ts";
import { readRow, type SentRow } from "./read-row.ts";
import { inFileOrder, type Reading, seriesOf } from "./reading.ts";

/** How many faults are told at once. */
const MOST_FAULTS = 50;

/** What rows are held against. */
export interface RowRules {
  /** Milliseconds. */
  readonly now: number;
  readonly limits: readonly ReadingLimit[];
  /** How a row is called in an error. Rows are counted from 0. */
  readonly nameOf: (index: number) => string;
}

/**
 * The readings of rows, in the order of a file. Throws `validation` with the first 50 faults by row and field, and
 * `payload-too-large` for too many rows: all are taken or none.
 */
export function collectReadings(rows: Iterable<SentRow>, { now, limits, nameOf }: RowRules): Reading[] {
  const readings: Reading[] = [];
  const faults: ErrorDetail[] = [];
  const seen = new Map<string, number>();
  const units = new Map(limits.map(({ type, unit }) => [type, unit]));
  const kinds = new Set<string>();
  let index = 0;
  for (const row of rows) {
    if (index >= MOST_READINGS) {
      throw new DomainError("payload-too-large", `At most ${MOST_READINGS} readings can be sent at once`);
    }
    const read = readRow(row, now);
    const found = "time" in read ? faultsOf(read) : read;
    for (const { field, message } of found) faults.push({ field: `${nameOf(index)}.${field}`, message });
    if (faults.length >= MOST_FAULTS) break;
    if ("time" in read) readings.push(read);
    index += 1;
  }
  if (faults.length > 0) throw new DomainError("validation", "Validation failed", faults.slice(0, MOST_FAULTS));
  if (readings.length === 0) throw invalid("readings", "There must be one reading at least");
  return readings.sort(inFileOrder);

  /** What is wrong with a reading among the others. */
  function faultsOf(reading: Reading): ErrorDetail[] {
    const { time, sensor, type, unit } = reading;
    const wanted = units.get(type);
    // A value in another unit than the limit's would pass it unseen.
    if (wanted !== undefined && unit !== wanted) {
      return [{ field: "unit", message: `Unit must be ${wanted}, as that of the limits` }];
    }
    kinds.add(seriesOf(reading));
    if (kinds.size > MOST_SERIES) return [{ field: "sensor", message: `There can be at most ${MOST_SERIES} series` }];
    const key = `${time}|${sensor}|${type}`;
    const earlier = seen.get(key);
    seen.set(key, earlier ?? index);
    if (earlier === undefined) return [];
    return [{ field: "time", message: `This sensor's reading of this time is in ${nameOf(earlier)} too` }];
  }
}
