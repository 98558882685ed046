/** Public identifiers: from what they name, and back. */
import { expect, test } from "vitest";
import { batchIdPrefix, lineIdOf, traceIdOf, userIdOf, userNumberOf } from "../../../domain/shared/identifiers.ts";
import { newId } from "../../../domain/shared/new-id.ts";

const ID = `0x${"ab".repeat(16)}${"cd".repeat(16)}` as const;

test("a batch's is the first half of its id, and a line's its number besides", () => {
  expect(traceIdOf(ID)).toBe(`trace-${"ab".repeat(16)}`);
  expect(batchIdPrefix(traceIdOf(ID))).toBe(`0x${"ab".repeat(16)}`);
  expect(lineIdOf("event", ID, 4)).toBe(`event-${"ab".repeat(16)}-4`);
});

test.each([
  "",
  "trace-",
  `trace-${"AB".repeat(16)}`,
  `trace-${"ab".repeat(17)}`,
  `x${traceIdOf(ID)}`,
  `${traceIdOf(ID)}\n`,
])("%j is no batch's", (text) => {
  expect(batchIdPrefix(text)).toBeUndefined();
});

test.each([
  [userIdOf(7), 7],
  ["user-999999999999999", 999_999_999_999_999],
  ["user-0", undefined],
  ["user-07", undefined],
  ["user-1e3", undefined],
  ["user--1", undefined],
  // More than a number can tell apart.
  ["user-9999999999999999", undefined],
  ["7", undefined],
])("%s is account %s", (text, number) => {
  expect(userNumberOf(text)).toBe(number);
});

test("a new one has 64 random bits, all of them written", () => {
  const ids = Array.from({ length: 200 }, () => newId("farm"));
  for (const id of ids) expect(id).toMatch(/^farm-[0-9a-f]{16}$/);
  expect(new Set(ids).size).toBe(200);
});
