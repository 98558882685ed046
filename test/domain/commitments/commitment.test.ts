import { expect, test } from "vitest";
import { BASES, basisOf, committedIn, keptUntil, PROMISE, TESTED } from "../../../domain/commitments/commitment.ts";
import type { Attachment, RecordDocument } from "../../../domain/records/record-document.ts";
import { stepDocument } from "../../support/made.ts";

const FILE: Attachment = {
  type: "document",
  title: "",
  sha256: `0x${"c0".repeat(32)}`,
  size: 9,
  mediaType: "application/pdf",
  cid: "bafk",
};
const DETAILS = {
  commitmentNumber: "CMT-20260301-123456789",
  product: "黄瓜",
  quantity: "320.5",
  unit: "kg",
  place: "青州",
  subject: "青州果蔬合作社",
  contact: "0536-6660001",
  basis: ["质量安全控制"],
  promise: PROMISE.zh,
  collected: [],
};
const documentOf = (
  details: object,
  attachments: readonly Attachment[] = [FILE],
  kind = "commitment",
): RecordDocument => stepDocument(kind, { details: details as never, attachments: [...attachments] });

test("a record makes a commitment if all stands in it that has to", () => {
  const committed = committedIn(documentOf(DETAILS));
  const { commitmentNumber: number, ...said } = DETAILS;
  expect(committed).toEqual({ number, ...said, issuedAt: new Date("2026-03-02T08:00:00Z"), file: FILE });
});

test.each(Object.keys(DETAILS).filter((name) => name !== "collected"))("without %s it makes none", (name) => {
  for (const wrong of [undefined, "", 7, null, [], {}]) {
    expect(committedIn(documentOf({ ...DETAILS, [name]: wrong })), String(wrong)).toBeUndefined();
  }
});

test("of another kind, without its paper, or as no step it makes none", () => {
  expect(committedIn(documentOf(DETAILS, [FILE], "declaration"))).toBeUndefined();
  expect(committedIn(documentOf(DETAILS, []))).toBeUndefined();
  expect(committedIn(documentOf(DETAILS, [{ ...FILE, mediaType: "image/png" }]))).toBeUndefined();
  expect(committedIn(null)).toBeUndefined();
});

test("what a stranger's record names as a basis or as collected counts where it can be read", () => {
  const details = {
    ...DETAILS,
    basis: ["委托检测", "hearsay", 3],
    collected: [null, 7, {}, { title: "a", sha256: "0x1" }],
  };
  const committed = committedIn(documentOf(details));
  expect(committed?.basis).toEqual(["委托检测"]);
  expect(committed?.collected).toEqual([{ title: "a", sha256: "0x1" }]);
});

test("a basis is named in either language", () => {
  for (const [zh, en] of Object.entries(BASES)) {
    for (const word of [zh, ` ${zh} `, en, en.toUpperCase(), en.replaceAll(" ", "-")]) expect(basisOf(word)).toBe(zh);
  }
  for (const word of ["", "检测", "test", "constructor", "__proto__"]) expect(basisOf(word)).toBeUndefined();
  expect(TESTED).toEqual(["自行检测", "委托检测"]);
});

test("it is kept for six months, to the end of the day", () => {
  expect(keptUntil(new Date("2026-03-01T08:00:00Z"))).toEqual(new Date("2026-09-01T23:59:59Z"));
  expect(keptUntil(new Date("2026-08-31T23:00:00Z"))).toEqual(new Date("2027-02-28T23:59:59Z"));
});
