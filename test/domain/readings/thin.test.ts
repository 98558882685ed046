import fc from "fast-check";
import { expect, test } from "vitest";
import { thinned } from "../../../domain/readings/thin.ts";
import { readingsOf } from "../../support/made-readings.ts";

test("no more than asked for, by time, with the first, the last, the lowest and the highest", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 300 }),
      fc.integer({ min: 4, max: 40 }),
      (values, most) => {
        const all = readingsOf(values);
        const few = thinned(all, most);
        expect(few.length).toBeLessThanOrEqual(Math.min(most, all.length));
        expect(few).toEqual(all.filter((one) => few.includes(one)));
        expect([few[0], few.at(-1)]).toEqual([all[0], all.at(-1)]);
        const told = few.map(({ value }) => Number(value.digits) / 10 ** value.decimals);
        expect([Math.min(...told), Math.max(...told)]).toEqual([Math.min(...values), Math.max(...values)]);
      },
    ),
  );
});

test("one that is too warm is seen among ten thousand", () => {
  const values = Array.from({ length: 10_000 }, (_, index) => (index === 7_001 ? 30 : 4));
  expect(thinned(readingsOf(values), 40).some(({ value }) => value.digits === 30n)).toBe(true);
});
