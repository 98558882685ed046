/** What an erasure's line says, which are sound, and what of it readers are told. */
import { expect, test } from "vitest";
import { erasureOf, erasuresAmong, isNeverWhole, isSound, leavesFinding } from "../../../domain/records/erasures.ts";
import { journeyEntriesOf } from "../../../domain/records/journey-entries.ts";
import type { Line } from "../../../domain/records/line.ts";
import type { StepDescription } from "../../../domain/records/record-document.ts";
import { amendmentOf, lineOf, stepDocument, stepOf } from "../../support/made.ts";

const DIGEST = `0x${"dd".repeat(32)}` as const;
const args = { digest: DIGEST };
const gone = (seq: number, change: Partial<Line> = {}) =>
  lineOf(seq, { args, document: null, visibility: "erased", ...change });
const erasing = (seq: number, details: object): Line =>
  lineOf(seq, {
    kind: "erasure",
    document: stepDocument("erasure", { description: "PIPL", details: details as never }),
  });
const failed = (seq: number) => gone(seq, { event: "Inspected", kind: "inspection", args: { ...args, verdict: 2 } });

test("an erasure tells its line, its document and its reason; what is none tells nothing", () => {
  expect(erasureOf(erasing(3, { line: 2, document: DIGEST, basis: "GDPR" }))).toEqual({
    ...{ line: 2, document: DIGEST, basis: "GDPR", reason: "PIPL" },
  });
  expect(erasureOf(lineOf(3))).toBeUndefined();
  expect(erasureOf(erasing(3, { line: 0, document: DIGEST }))).toBeUndefined();
  expect(erasureOf(erasing(3, { line: 2, document: "0xdd" }))).toBeUndefined();
  expect(erasureOf({ ...erasing(3, { line: 2, document: DIGEST }), event: "Inspected" })).toBeUndefined();
});

test("readers of what is gone are told by whom and why; of what is there nothing", () => {
  const erasure = erasing(3, { line: 2, document: DIGEST });
  const [, entry] = journeyEntriesOf([lineOf(1), gone(2), erasure]);
  expect(entry).toMatchObject({ withheld: true, erased: { erasure: { reason: "PIPL" }, by: { chain: { seq: 3 } } } });
  expect(journeyEntriesOf([lineOf(1), lineOf(2, { args }), erasure])[1]?.erased).toBeNull();
  // The text that stands is the amendment's: that is what has to be gone.
  const amendment = gone(3, { event: "Amended", amended: 2, kind: "amendment" });
  const amended = [lineOf(1), lineOf(2), amendment, erasing(4, { line: 3, document: DIGEST })];
  expect(journeyEntriesOf(amended)[1]?.erased?.by.chain.seq).toBe(4);
  expect(erasuresAmong(amended).size).toBe(1);
});

test("it is sound where it names a document by the digest that stands on that line", () => {
  const lines = [lineOf(1), lineOf(2, { args }), erasing(3, { line: 2, document: DIGEST })];
  const sound = (details: object) => isSound({ line: 2, reason: "", ...details }, lines);
  expect(sound({ document: DIGEST })).toBe(true);
  expect(sound({ files: [DIGEST] })).toBe(true);
  expect(sound({})).toBe(false);
  expect(sound({ document: `0x${"ee".repeat(32)}` })).toBe(false);
  expect(sound({ document: DIGEST, index: 1 })).toBe(false);
  expect(sound({ line: 9, document: DIGEST })).toBe(false);
  expect(sound({ line: 3, document: DIGEST })).toBe(false);
});

test("a failed inspection, a recall and what amends them keep what is not personal", () => {
  const amendment = lineOf(3, { event: "Amended", amended: 2, document: amendmentOf(2, { step: stepOf() }) });
  const lines = [lineOf(1), failed(2), amendment, lineOf(4, { event: "Recalled", kind: "recall" })];
  expect(lines.map((line) => isNeverWhole(line, lines))).toEqual([false, true, true, true]);
  const passed = lineOf(2, { event: "Inspected", args: { verdict: 1 } });
  expect(isNeverWhole(passed, [passed])).toBe(false);
  const whole = { line: 2, document: DIGEST, reason: "" };
  expect(isSound(whole, lines)).toBe(false);
  expect(isSound({ ...whole, remains: { type: "quality-test" } }, lines)).toBe(true);
});

test("of what was found something stays, and all of what is to be done", () => {
  const details = { status: "failed", ppm: 7, lab: "Lab 1", instruction: "Return it" };
  const step = stepOf({ type: "quality-test", title: "Residues", description: "Above the limit", details });
  const { operator, ...kept } = step;
  const { lab, ...found } = details;
  expect(operator).toBeDefined();
  expect(lab).toBeDefined();
  expect(leavesFinding(step, kept)).toBe(true);
  expect(leavesFinding(step, { ...kept, details: found })).toBe(true);
  const { instruction, ...unsaid } = details;
  expect(instruction).toBeDefined();
  for (const less of [
    { title: "" },
    { description: "Fine" },
    { details: {} },
    { details: unsaid },
    { details: { ...details, status: "passed" } },
  ]) {
    expect(leavesFinding(step, { ...kept, ...less })).toBe(false);
  }
  const bare = stepOf({ title: "Residues", details: { status: "failed" } });
  expect(leavesFinding(bare, bare)).toBe(true);
});

test("where no words say what was found, the files that do stay", () => {
  const file = { type: "document", title: "Report", url: "https://lab.example/report.pdf" } as const;
  const silent = stepOf({ title: "Residues", description: "", details: { status: "failed" }, attachments: [file] });
  const telling = { ...silent, details: { status: "failed", ppm: 7 } };
  const { attachments, ...rest } = silent;
  expect(attachments).toHaveLength(1);
  expect([leavesFinding(silent, silent), leavesFinding(silent, rest)]).toEqual([true, false]);
  expect(leavesFinding(telling, { ...rest, details: telling.details })).toBe(true);
  const linesWith = (step: StepDescription) => [
    lineOf(1),
    lineOf(2, { event: "Inspected", args: { ...args, verdict: 2 }, document: stepDocument("inspection", step) }),
  ];
  const files = { line: 2, reason: "", files: [DIGEST] };
  expect([isSound(files, linesWith(silent)), isSound(files, linesWith(telling))]).toEqual([false, true]);
});
