/** Readings whose file is at hand are not believed: root and times outside are computed anew. */
import { expect, test } from "vitest";
import { readingsText } from "../../domain/readings/reading.ts";
import { summaryOf } from "../../domain/readings/summary.ts";
import { readingsSchema } from "../../domain/records/readings.ts";
import { anchoredReading, saltAt } from "../../proof/reading.ts";
import { readingTree } from "../../proof/reading-tree.ts";
import { recomputeReadings } from "../../proof/recompute-readings.ts";
import { readingsOf } from "../support/made-readings.ts";

const SALT = "5a".repeat(16);
const readings = readingsOf([4, 9, 10, 5, 4]);
const bytes = new TextEncoder().encode(readingsText(readings));
const { root } = readingTree(readings.map((reading, index) => anchoredReading(reading, saltAt(SALT, index))));
const limits = [{ type: "temperature", unit: "CEL", min: "2", max: "8" }];
/** As it is read from a record. */
const told = readingsSchema.parse({ salt: SALT, ...summaryOf(readings, limits), file: `0x${"ab".repeat(32)}` });

test("what a record tells of its readings agrees with them", () => {
  expect(told.excursions).toMatchObject([{ extreme: "10", count: 2 }]);
  expect(recomputeReadings(bytes, told, root)).toBe("agree");
});

test.each([
  ["other readings", readingsText(readingsOf([4, 7, 7, 5, 4])), told, root, "other-root"],
  ["another root", readingsText(readings), told, `0x${"00".repeat(32)}`, "other-root"],
  ["another salt", readingsText(readings), { ...told, salt: "00".repeat(16) }, root, "other-root"],
  [
    "an excursion kept quiet",
    readingsText(readings),
    { ...told, excursions: [], excursionCount: 0 },
    root,
    "other-summary",
  ],
  ["a count that is wrong", readingsText(readings), { ...told, count: 4 }, root, "other-summary"],
  ["a page", "<html>", told, root, "no-readings"],
] as readonly (readonly [string, string, typeof told, string, string])[])(
  "%s is found",
  (_, text, summary, line, found) => {
    expect(recomputeReadings(new TextEncoder().encode(text), summary, line)).toBe(found);
  },
);
