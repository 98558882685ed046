/** A document belongs on a line that says the same: whose digest is repeated elsewhere tells nothing there. */
import { expect, test } from "vitest";
import { type BoundLine, belongs, verdictOf } from "../../../domain/records/binding.ts";
import type { RecordDocument } from "../../../domain/records/record-document.ts";
import { amendmentOf, creationOf, stepDocument, stepOf } from "../../support/made.ts";

const line = (event: string, change: Partial<BoundLine> = {}): BoundLine =>
  ({ event, kind: "harvest", amended: null, args: {}, ...change }) as BoundLine;
const inspection = { ...stepDocument("x"), record: "inspection", verdict: "pass", step: stepOf() } as RecordDocument;
const amendment = amendmentOf(2, { step: stepOf() });

test.each([
  ["a creation", creationOf(), line("Created", { args: { quantity: "5000" } }), true],
  ["a creation of a part", creationOf(), line("SplitOff", { args: { quantity: 5000 } }), true],
  ["a creation of more", creationOf(), line("Created", { args: { quantity: "5001" } }), false],
  ["a creation on a step", creationOf(), line("Recorded", { args: { quantity: "5000" } }), false],
  ["a step", stepDocument("harvest"), line("Recorded"), true],
  ["a withdrawal's", stepDocument("withdrawal"), line("Withdrawn", { kind: "withdrawal" }), true],
  ["a step of another kind", stepDocument("transport"), line("Recorded"), false],
  ["a step on an inspection", stepDocument("inspection"), line("Inspected", { kind: "inspection" }), false],
  ["a step on a creation", stepDocument("creation"), line("Created", { kind: "creation" }), false],
  ["an inspection", inspection, line("Inspected", { args: { verdict: 1 } }), true],
  ["an inspection that found otherwise", inspection, line("Inspected", { args: { verdict: 2 } }), false],
  ["an inspection on a step", inspection, line("Recorded", { args: { verdict: 1 } }), false],
  ["an amendment", amendment, line("Amended", { amended: 2 }), true],
  ["an amendment of another line", amendment, line("Amended", { amended: 3 }), false],
  ["an amendment on a step", amendment, line("Recorded", { amended: 2 }), false],
])("%s belongs there: %#", (_what, document, on, is) => {
  expect(belongs(document, "AP-1", on)).toBe(is);
  expect(belongs(document, "AP-2", on)).toBe(false);
});

test.each([
  ["Inspected", 1, "pass"],
  ["Inspected", "1", "pass"],
  ["Inspected", 2, "fail"],
  ["Recorded", 1, null],
])("the verdict of %s with %j is %s", (event, verdict, told) => {
  expect(verdictOf(line(event, { args: { verdict } }))).toBe(told);
});
