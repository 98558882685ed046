import { expect, test } from "vitest";
import { lotOf } from "../../../domain/batches/lot-of.ts";

test.each([
  ["AP-1", {}, "AP-1"],
  ["AP-1", { lot: "L1" }, "L1"],
  ["L1-ABCDEF", { lot: "L1" }, "L1"],
  ["AP-1~part", {}, undefined],
  ["x".repeat(21), {}, undefined],
  ["x".repeat(21), { lot: "L1" }, "L1"],
])("the batch %s of %j is lot %s", (code, description, lot) => {
  expect(lotOf(code, description)).toBe(lot);
});
