import { expect, test } from "vitest";
import { readRow, type SentRow } from "../../../domain/readings/read-row.ts";

const NOW = Date.parse("2026-03-01T00:00:00Z");
const GOOD: SentRow = {
  time: "2026-02-28T08:00:00.125+08:00",
  sensor: " truck-7 ",
  type: "温度",
  value: "-4.50",
  unit: "℃",
};
const faults = (change: Partial<SentRow>) => {
  const read = readRow({ ...GOOD, ...change }, NOW);
  return "time" in read ? [] : read.map(({ field }) => field);
};

test("a row is a reading, in the words that it goes by here", () => {
  expect(readRow(GOOD, NOW)).toEqual({
    time: Date.parse("2026-02-28T00:00:00.125Z"),
    sensor: "truck-7",
    type: "temperature",
    value: { digits: -45n, decimals: 1 },
    unit: "CEL",
  });
});

test.each<[string, Partial<SentRow>, string[]]>([
  ["no offset", { time: "2026-02-28T08:00:00" }, ["time"]],
  ["a day alone", { time: "2026-02-28" }, ["time"]],
  ["before 1970", { time: "1969-12-31T23:59:59Z" }, ["time"]],
  ["no such day", { time: "2026-02-30T00:00:00Z" }, ["time"]],
  ["the future", { time: "2026-03-01T00:05:01Z" }, ["time"]],
  ["a clock that is a little ahead", { time: "2026-03-01T00:04:59Z" }, []],
  ["a formula", { sensor: "=HYPERLINK(1)" }, ["sensor"]],
  ["a separator", { sensor: "a,b" }, ["sensor"]],
  ["a bar", { sensor: "a|b" }, ["sensor"]],
  ["a hidden character", { sensor: "a\u200bb" }, ["sensor"]],
  ["a type with a line", { type: "a\nb" }, ["type"]],
  ["no number", { value: "NaN" }, ["value"]],
  ["a huge number", { value: "1e400" }, ["value"]],
  ["a unit of something else", { unit: "KGM" }, ["unit"]],
  ["an unknown unit of any type", { type: "sugar", unit: "brix" }, ["unit"]],
  [
    "nothing",
    { time: undefined, sensor: undefined, type: undefined, value: undefined, unit: undefined },
    ["time", "sensor", "type", "value", "unit"],
  ],
])("%s", (_, change, fields) => expect(faults(change)).toEqual(fields));
