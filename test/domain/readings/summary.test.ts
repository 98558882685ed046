import { expect, test } from "vitest";
import { summaryOf } from "../../../domain/readings/summary.ts";
import { readingsSchema } from "../../../domain/records/readings.ts";
import { readingsOf } from "../../support/made-readings.ts";

test("a record tells how many, from when to when, between what, and what was outside", () => {
  const limit = { type: "temperature", unit: "CEL", max: "8" };
  const other = { type: "humidity", unit: "P1", max: "90" };
  const summary = summaryOf(readingsOf([4, 10, "-1.5"]), [limit, other]);
  expect(summary).toMatchObject({
    count: 3,
    from: "1970-01-01T00:00:00.000Z",
    to: "1970-01-01T00:02:00.000Z",
    series: [{ sensor: "truck-7", type: "temperature", unit: "CEL", count: 3, min: "-1.5", max: "10" }],
    limits: [limit],
    excursionCount: 1,
  });
  expect(readingsSchema.safeParse({ ...summary, file: `0x${"ab".repeat(32)}`, salt: "cd".repeat(16) }).success).toBe(
    true,
  );
});

test("of very many excursions the gravest are told, and how many there were", () => {
  const values = Array.from({ length: 1_000 }, (_, index) => (index % 2 ? 9 : 4));
  const { excursions, excursionCount } = summaryOf(readingsOf(values), [
    { type: "temperature", unit: "CEL", max: "8" },
  ]);
  expect([excursions.length, excursionCount]).toEqual([200, 500]);
});
