/** Whose promise counts on the shopper's page, and until when. */
import { expect, test } from "vitest";
import type { RecordDocument } from "../../domain/records/record-document.ts";
import { commitmentsOf } from "../../web/shopper/story/commitments.ts";
import type { Step } from "../../web/shopper/story/step.ts";
import { COMMITMENT_TEXTS } from "../../web/shopper/texts/commitments.ts";
import { stepDocument } from "../support/made.ts";

const promised = (number: string): RecordDocument => {
  const texts = {
    product: "黄瓜",
    quantity: "5",
    unit: "kg",
    place: "青州",
    subject: "合作社",
    contact: "1",
    promise: "x",
  };
  const sha256 = `0x${"c0".repeat(32)}`;
  const file = { type: "document", title: "", sha256, size: 9, mediaType: "application/pdf", cid: "b" } as const;
  const details = { commitmentNumber: number, ...texts, basis: ["质量安全控制"], collected: [] };
  return stepDocument("commitment", { details, attachments: [file] });
};
const step = (seq: number, event: string, args: object, document?: RecordDocument) =>
  ({ seq, versions: [{ seq, line: { event, args }, document }] }) as unknown as Step;

const CREATED = step(1, "Created", { actor: "0xaa", holder: "0xaa", capacity: "1" });
/** A commitment by an actor, in a capacity by its number. */
const by = (seq: number, actor: string, number = `CMT-20260301-${seq}`, capacity = 1) =>
  step(seq, "Recorded", { actor, capacity }, promised(number));
const shown = (...steps: Step[]) =>
  commitmentsOf([CREATED, ...steps]).map(({ committed, isOutdated }) => [committed.number, isOutdated]);

test("the holder's promise counts, by itself or by its agent; nobody else's does", () => {
  expect(shown(by(2, "0xaa"))).toEqual([["CMT-20260301-2", false]]);
  // On an open batch the holder's own role counts as its capacity.
  expect(shown(by(2, "0xaa", "CMT-20260301-2", 4))).toHaveLength(1);
  expect(shown(by(2, "0xbb", "CMT-20260301-2", 1))).toHaveLength(1);
  for (const capacity of [2, 3, 4]) expect(shown(by(2, "0xbb", "CMT-20260301-2", capacity))).toEqual([]);
});

test("the newest of each holder is shown, the latest first", () => {
  const handedOver = step(4, "CustodyAccepted", { actor: "0xbb", capacity: 6 });
  expect(shown(by(2, "0xaa"), by(3, "0xaa"), handedOver, by(5, "0xbb", "CMT-20260301-5", 4))).toEqual([
    ["CMT-20260301-5", false],
    ["CMT-20260301-3", false],
  ]);
  expect(shown(handedOver, by(5, "0xaa", "CMT-20260301-5", 4))).toEqual([]);
});

test("after a split or a transformation it says so; what only claims to revise it changes nothing", () => {
  expect(shown(by(2, "0xaa"), step(3, "Split", { actor: "0xaa" }))).toEqual([["CMT-20260301-2", true]]);
  expect(shown(by(2, "0xaa"), step(3, "Transformed", { actor: "0xaa" }))).toEqual([["CMT-20260301-2", true]]);
  expect(shown(by(2, "0xaa"), step(3, "Amended", { actor: "0xaa" }, promised("CMT-20260301-3")))).toEqual([
    ["CMT-20260301-2", false],
  ]);
});

test("both languages say the same things", () => {
  expect(Object.keys(COMMITMENT_TEXTS.zh)).toEqual(Object.keys(COMMITMENT_TEXTS.en));
});
