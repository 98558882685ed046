import { expect, test } from "vitest";
import { amountIn, amountTold, amountWords, quantitiesOf } from "../../../domain/lineage/amounts.ts";
import type { BatchDescription } from "../../../domain/records/record-document.ts";

const measured = (toldUnit?: string, unit = "KGM") => ({
  unit,
  description: { ...(toldUnit === undefined ? {} : { toldUnit }) } as BatchDescription,
});

test("an amount is meant in the word that the batch's own was told in", () => {
  expect(amountIn(measured("斤"), 60_000n, "quantity")).toBe(30_000n);
  expect(amountIn(measured(), 60_000n, "quantity")).toBe(60_000n);
  expect(amountIn({ unit: "KGM", description: null }, 60_000n, "quantity")).toBe(60_000n);
  // A word of another unit than the one on chain means nothing here.
  expect(amountIn(measured("斤", "H87"), 60_000n, "quantity")).toBe(60_000n);
  expect(() => amountIn(measured("斤"), 1n, "quantity")).toThrow("Validation failed");
});

test("and is told in it again", () => {
  expect(amountTold(measured("斤"), 30_000n)).toEqual({ quantity: 60, unit: "斤" });
  expect(amountTold(measured(), "12500")).toEqual({ quantity: 12.5, unit: "kg" });
  expect(amountWords(measured("斤"), 30_000n)).toBe("60 斤");
});

test("what became of a batch is told in the same word, all of it together what was made", () => {
  const amounts = { quantity: 30_000n, made: 50_000n, gone: { taken: "15000", sold: "5000" } };
  expect(quantitiesOf({ ...measured("斤"), ...amounts })).toEqual({
    ...{ made: 100, remaining: 60, taken: 30, sold: 10 },
    ...{ used: 0, lost: 0, destroyed: 0, sampled: 0 },
    unit: "斤",
  });
  // One that is known by its chain alone is told in the chain's unit.
  expect(quantitiesOf({ unit: "KGM", ...amounts })).toMatchObject({ made: 50, remaining: 30, unit: "kg" });
});
