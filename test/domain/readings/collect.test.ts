import { expect, test } from "vitest";
import { collectReadings } from "../../../domain/readings/collect.ts";
import type { SentRow } from "../../../domain/readings/read-row.ts";
import type { ReadingLimit } from "../../../domain/records/readings.ts";
import type { DomainError } from "../../../domain/shared/errors.ts";

const row = (minute: number, change: Partial<SentRow> = {}): SentRow => ({
  time: new Date(minute * 60_000).toISOString(),
  sensor: "a",
  type: "temperature",
  value: "4",
  unit: "CEL",
  ...change,
});
const collect = (rows: readonly SentRow[], limits: readonly ReadingLimit[] = []) =>
  collectReadings(rows, { now: 1e12, limits, nameOf: (index) => `readings.${index}` });
function detailsOf(rows: readonly SentRow[], limits: readonly ReadingLimit[] = []) {
  try {
    collect(rows, limits);
  } catch (error) {
    return (error as DomainError).details;
  }
}

test("all are there, by time, sensor and type", () => {
  const rows = [row(2), row(1, { sensor: "b" }), row(1), row(1, { type: "humidity", unit: "%" })];
  expect(collect(rows).map(({ time, sensor, type }) => `${time / 60_000}${sensor}${type[0]}`)).toEqual([
    "1ah",
    "1at",
    "1bt",
    "2at",
  ]);
});

test("one that was sent twice is named with the other", () => {
  expect(detailsOf([row(1), row(2), row(1, { value: "5" })])).toEqual([
    { field: "readings.2.time", message: "This sensor's reading of this time is in readings.0 too" },
  ]);
});

test("faults are named by row and field, 50 at most", () => {
  const details = detailsOf(Array.from({ length: 100 }, (_, index) => row(index, { value: "x" })));
  expect(details).toHaveLength(50);
  expect(details?.[49]?.field).toBe("readings.49.value");
});

test("a reading in another unit than its limit's is refused: it would pass unseen", () => {
  const limits = [{ type: "temperature", unit: "CEL", max: "8" }];
  expect(detailsOf([row(1, { unit: "°F" })], limits)?.[0]?.field).toBe("readings.0.unit");
});

test("none, too many and too many series are refused", () => {
  expect(detailsOf([])?.[0]?.field).toBe("readings");
  expect(() => collect(Array.from({ length: 100_001 }, (_, index) => row(index)))).toThrow("At most 100000");
  expect(detailsOf(Array.from({ length: 101 }, (_, index) => row(1, { sensor: `s${index}` })))).toHaveLength(1);
});
