import { describe, expect, test } from "vitest";
import { endDateSchema, isoDateSchema, isoTime } from "../../../domain/shared/time.ts";

describe("times", () => {
  test("are written in UTC, without a fraction where there is none", () => {
    expect(isoTime(new Date("2023-05-15T16:00:00+08:00"))).toBe("2023-05-15T08:00:00Z");
    expect(isoTime(new Date("2023-05-15T08:00:00.250Z"))).toBe("2023-05-15T08:00:00.250Z");
  });

  test("a day ends with its last moment where it ends a range", () => {
    expect(isoDateSchema("D").parse("2023-05-15").toISOString()).toBe("2023-05-15T00:00:00.000Z");
    expect(endDateSchema("D").parse("2023-05-15").toISOString()).toBe("2023-05-15T23:59:59.999Z");
    expect(endDateSchema("D").parse("2023-05-15T01:00:00Z").toISOString()).toBe("2023-05-15T01:00:00.000Z");
  });

  test.each(["15.05.2023", "2023-13-01", "2023-05-15T08:00:00", "", "0", "2023"])("%j is no time", (text) => {
    expect(isoDateSchema("D").safeParse(text).success).toBe(false);
  });
});
