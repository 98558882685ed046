/** By when a request for erasure has to be answered. */
import { expect, test } from "vitest";
import { dueAfter } from "../../../domain/erasures/erasure-requests.ts";

test.each([
  ["2026-03-10T12:00:00.000Z", "2026-04-10T12:00:00.000Z"],
  ["2026-12-15T00:00:00.000Z", "2027-01-15T00:00:00.000Z"],
  ["2026-01-31T08:00:00.000Z", "2026-02-28T08:00:00.000Z"],
  ["2026-08-31T08:00:00.000Z", "2026-09-30T08:00:00.000Z"],
])("what came on %s is due on %s", (asked, due) => {
  expect(dueAfter(new Date(asked)).toISOString()).toBe(due);
});
