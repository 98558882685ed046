import fc from "fast-check";
import { expect, test } from "vitest";
import { createBatchInput } from "../../../domain/batches/create-batch.ts";
import { parseInput } from "../../../domain/shared/input.ts";
import { clockAt } from "../../support/made.ts";

test("quantities are exact thousandths", () => {
  const schema = createBatchInput(clockAt(new Date()));
  const quantityOf = (quantity: number) => parseInput(schema, { name: "x", unit: "kg", quantity }).quantity;
  expect(quantityOf(12.345)).toBe(12_345n);
  expect(quantityOf(0.001)).toBe(1n);
  expect(quantityOf(7e13)).toBe(7n * 10n ** 16n);
  for (const quantity of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 0.0001, 7.3e13]) {
    expect(() => quantityOf(quantity)).toThrow("Validation failed");
  }
});

test("anything that JSON can say is refused or understood, and never breaks the schema", () => {
  const schema = createBatchInput(clockAt(new Date()));
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      try {
        parseInput(schema, value);
      } catch (error) {
        expect(error).toMatchObject({ code: "validation" });
      }
    }),
  );
});
