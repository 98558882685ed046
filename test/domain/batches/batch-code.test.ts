/** What a batch may be called, and what it is called if nobody says. */
import { expect, test } from "vitest";
import { BATCH_CODE, isAddressableCode, NEW_BATCH_CODE, newBatchCode } from "../../../domain/batches/batch-code.ts";

test.each([
  ["A", true],
  ["AP20230515A123", true],
  ["a/b?c#d%", true],
  ["x".repeat(128), true],
  ["", false],
  ["x".repeat(129), false],
  ["WHOLE~PART", true],
  ["two words", false],
  ["苹果", false],
  ["tab\t", false],
  ["line\n", false],
  [".", false],
  ["..", false],
  ["...", true],
])("%j names a batch in an address: %s", (code, names) => {
  expect(isAddressableCode(code)).toBe(names);
});

test.each([
  ["x".repeat(64), true],
  ["x".repeat(65), false],
  ["WHOLE~PART", false],
  ["FIRM:1", false],
  ["two words", false],
])("%j can be given to a new batch: %s", (code, can) => expect(NEW_BATCH_CODE.test(code)).toBe(can));

test.each([
  ["Fuji apples", [7, 0], "FU20260310A000007"],
  ["苹果", [999_999, 23], "BA20260310Z999999"],
  ["1 x", [0, 8], "X20260310J000000"],
])("%j is called by its letters, its day and random digits", (name, drawn, code) => {
  const numbers = [...(drawn as number[])];
  const limits: number[] = [];
  const random = (limit: number) => {
    limits.push(limit);
    return numbers.shift() ?? 0;
  };
  expect(newBatchCode(name as string, "2026-03-10", random)).toBe(code);
  expect(code).toMatch(BATCH_CODE);
  // Letters that are taken for digits are none of them.
  expect(limits).toEqual([1_000_000, 24]);
});
