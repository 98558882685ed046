import { describe, expect, test } from "vitest";
import { excursionsIn, gravest } from "../../../domain/readings/excursions.ts";
import { readingsOf } from "../../support/made-readings.ts";

const COLD = { type: "temperature", unit: "CEL", min: "2", max: "8" };
const minute = (index: number) => new Date(index * 60_000).toISOString();
const found = (values: readonly (number | string)[], minutes?: number) =>
  excursionsIn(readingsOf(values), [{ ...COLD, ...(minutes === undefined ? {} : { minutes }) }]);

describe("an excursion", () => {
  test("begins with the first reading outside and ends with the first one within", () => {
    expect(found([4, 8, "8.01", 9.5, 9, 8, 4])).toEqual([
      {
        sensor: "truck-7",
        type: "temperature",
        unit: "CEL",
        beyond: "max",
        limit: "8",
        from: minute(2),
        to: minute(5),
        extreme: "9.5",
        minutes: 3,
        count: 3,
        ended: true,
      },
    ]);
  });

  test("is below as well as above, each by itself", () => {
    expect(found([4, 1, 0.5, 9, 4]).map(({ beyond, extreme, minutes }) => [beyond, extreme, minutes])).toEqual([
      ["min", "0.5", 2],
      ["max", "9", 1],
    ]);
  });

  test("is none while it is no longer than allowed, as far as readings show its length", () => {
    expect(found([4, 9, 9, 4, 4], 2)).toEqual([]);
    expect(found([4, 9, 9, 9, 4], 2)).toHaveLength(1);
    // Nobody knows for how long it was outside before, or stayed so.
    expect(found([9, 4, 4, 4], 2)).toMatchObject([{ from: minute(0), ended: true }]);
    expect(found([4, 4, 4, 9], 2)).toMatchObject([{ from: minute(3), to: minute(3), minutes: 0, ended: false }]);
  });

  test("is of one sensor: another's reading within ends nothing", () => {
    const all = [...readingsOf([4, 9, 9, 4]), ...readingsOf([4, 4, 4, 4], { sensor: "truck-8" })];
    const sorted = all.toSorted((a, b) => a.time - b.time);
    expect(excursionsIn(sorted, [COLD])).toMatchObject([{ sensor: "truck-7", count: 2, minutes: 2 }]);
  });

  test("is of the limit's type alone", () => {
    expect(excursionsIn(readingsOf([99, 99], { type: "humidity", unit: "P1" }), [COLD])).toEqual([]);
  });
});

test("of many the longest are kept, in the order of time", () => {
  const all = found([4, 9, 4, 9, 9, 9, 4, 9, 9, 4]);
  expect(gravest(all, 2).map(({ minutes }) => minutes)).toEqual([3, 2]);
});
