import { expect, test } from "vitest";
import { isLot } from "../../../domain/shared/lot.ts";

test.each([
  ["AP-1", true],
  ["x".repeat(20), true],
  ["x".repeat(21), false],
  ["", false],
  ["a b", false],
  ["a#b", false],
  ["a~b", false],
  [".", false],
  ["..", false],
  ["!%&'()*+,-./:;<=>?_", true],
])("%j is a lot: %s", (text, is) => {
  expect(isLot(text)).toBe(is);
});
