import { expect, test } from "vitest";
import { NOTICES, noticeOf, noticesOf } from "../../../domain/names/notices.ts";

test.each([
  [[], "active", null],
  [[], "active", "pass"],
  [["failed"], "active", "fail"],
  [["recalled"], "recalled", "pass"],
  [["recalled", "failed"], "recalled", "fail"],
  [["failed", "withdrawn"], "withdrawn", "fail"],
] as const)("%j is said of a batch that is %s with the verdict %s, the gravest first", (names, status, verdict) => {
  expect(noticesOf({ status, verdict })).toEqual(names);
});

test("what is said of what a batch was made of is not said where the batch itself says it", () => {
  const good = { status: "active", verdict: "pass" } as const;
  expect(noticesOf(good, "recalled")).toEqual(["originRecalled"]);
  expect(noticesOf(good, "failed")).toEqual(["originFailed"]);
  expect(noticesOf({ ...good, status: "recalled" }, "recalled")).toEqual(["recalled"]);
  expect(noticesOf({ ...good, verdict: "fail" }, "failed")).toEqual(["failed"]);
  expect(noticesOf({ ...good, status: "withdrawn" }, "recalled")).toEqual(["originRecalled", "withdrawn"]);
});

test("all that there is to say is one text in each language, and nothing is no text", () => {
  const { recalled, failed } = NOTICES;
  expect(noticeOf({ status: "recalled", verdict: "fail" })).toEqual({
    en: `${recalled.en} ${failed.en}`,
    zh: `${recalled.zh}${failed.zh}`,
  });
  expect(noticeOf({ status: "active", verdict: "pass" })).toBeNull();
});
