/** Days and times as they are told: kept as told, placed where they lack an offset, never in the future. */
import { describe, expect, test } from "vitest";
import {
  dayOf,
  isInFuture,
  isTimeZone,
  lacksOffset,
  pastTimeSchema,
  timeAt,
  toldNow,
  toldTime,
} from "../../../domain/shared/days.ts";

const SHANGHAI = "Asia/Shanghai";

describe("a told time", () => {
  test.each([
    ["2026-12-01T00:30:00+08:00", "2026-12-01T00:30:00+08:00"],
    ["2026-12-01T00:30+08:00", "2026-12-01T00:30:00+08:00"],
    ["2026-12-01T00:30:00.000Z", "2026-12-01T00:30:00Z"],
    ["2026-12-01T00:30:00.25Z", "2026-12-01T00:30:00.25Z"],
    ["2026-12-01", "2026-12-01T00:00:00Z"],
    ["2026-12-01T00:30:00", "2026-12-01T00:30:00+08:00"],
    ["2026-12-01T00:30", "2026-12-01T00:30:00+08:00"],
  ])("%s is kept as %s, and so is its day", (text, told) => {
    expect(toldTime(text, SHANGHAI)).toBe(told);
    expect(dayOf(told)).toBe("2026-12-01");
  });

  test.each(["15.05.2023", "2023-13-01", "2023-02-30", "2023-05-15T24:01:00", "2023-05-15 08:00", "", "0", "2023"])(
    "%j is none",
    (text) => {
      expect(toldTime(text, SHANGHAI)).toBeUndefined();
    },
  );

  test.each([
    ["America/New_York", "2026-01-15T12:00:00", "2026-01-15T12:00:00-05:00"],
    ["America/New_York", "2026-07-15T12:00:00", "2026-07-15T12:00:00-04:00"],
    ["Asia/Kolkata", "2026-07-15T00:10:00", "2026-07-15T00:10:00+05:30"],
    ["UTC", "2026-07-15T00:10:00", "2026-07-15T00:10:00Z"],
    ["Pacific/Kiritimati", "2026-07-15T00:10:00", "2026-07-15T00:10:00+14:00"],
  ])("without an offset in %s, %s is %s", (zone, text, told) => {
    expect(lacksOffset(text)).toBe(true);
    expect(toldTime(text, zone)).toBe(told);
    expect(timeAt(new Date(told), zone)).toBe(told);
  });

  test("only a date and time can lack an offset", () => {
    expect(["2026-07-15", "2026-07-15T00:10:00Z", "2026-07-15T00:10:00+08:00", "soon"].map(lacksOffset)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

test("now is told as the place's clock tells it", () => {
  const clock = { now: () => new Date("2026-11-30T18:44:10.500Z"), settings: { timeZone: SHANGHAI } };
  expect(toldNow(clock)).toBe("2026-12-01T02:44:10+08:00");
});

test.each([
  // In China 1 December has begun, and nowhere has the second.
  ["2026-11-30T16:00:00Z", "2026-12-01", true],
  ["2026-11-30T16:00:00Z", "2026-12-01T08:00:00Z", true],
  ["2026-11-30T16:00:00Z", "2026-12-02", false],
  // Where a day begins first, it begins fourteen hours before it does in UTC.
  ["2026-11-30T10:00:00Z", "2026-12-01", true],
  ["2026-11-30T09:59:59Z", "2026-12-01", false],
  ["2026-11-30T09:59:59Z", "2026-12-01T00:00:00+14:00", false],
  ["2026-12-01T12:00:00Z", "1970-01-01", true],
  ["2026-12-01T12:00:00Z", "2999-01-01T00:00:00Z", false],
])("at %s, %s is no future: %s", (at, text, taken) => {
  const now = () => new Date(at);
  const { success, error } = pastTimeSchema("Harvest date", { now, settings: { timeZone: SHANGHAI } }).safeParse(text);
  expect(success).toBe(taken);
  if (!taken) expect(error?.issues[0]?.message).toBe("Harvest date cannot be in the future");
  expect(isInFuture(toldTime(text, SHANGHAI) as string, now())).toBe(!taken);
});

test("a time zone goes by its IANA name", () => {
  expect([SHANGHAI, "UTC", "Europe/Berlin"].map(isTimeZone)).toEqual([true, true, true]);
  expect(["Mars/Olympus", "", "+08:00", "北京"].map(isTimeZone)).toEqual([false, false, false, false]);
});
