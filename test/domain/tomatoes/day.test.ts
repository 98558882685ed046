/** Days as the tomato document tells them: days alone, which have begun somewhere. */
import { expect, test } from "vitest";
import { pastDaySchema, unixSeconds } from "../../../domain/tomatoes/day.ts";
import { clockAt } from "../../support/made.ts";

const at = (now: string) => pastDaySchema("Harvest date", clockAt(new Date(now)));

test.each([
  ["2026-03-10T10:00:00Z", "2026-03-11", true],
  ["2026-03-10T09:59:59Z", "2026-03-11", false],
  ["2026-03-10T12:00:00Z", "2026-03-10", true],
  ["2026-03-10T12:00:00Z", "1970-01-01", true],
])("at %s the day %s has begun: %s", (now, day, begun) => {
  const { success, data } = at(now).safeParse(day);
  expect([success, data]).toEqual([begun, begun ? `${day}T00:00:00Z` : undefined]);
});

test.each(["2026-02-30", "2026-3-1", "2026-03-10T00:00:00Z", "20260310", "", undefined, 20260310])(
  "%j is no day",
  (text) => {
    expect(at("2026-03-10T12:00:00Z").safeParse(text).success).toBe(false);
  },
);

test("a time is whole seconds since 1970, and none is 0", () => {
  expect([unixSeconds(new Date(1_999)), unixSeconds(new Date(-1)), unixSeconds(null)]).toEqual([1, -1, 0]);
});
