/** A batch's state after each line: what it sets, and that it sets nothing else. */
import { describe, expect, test } from "vitest";
import { type BatchState, FoldError, type FoldedLine, fold } from "../../../domain/records/fold.ts";
import { LINE_EVENTS } from "../../../domain/records/kinds.ts";

const BATCH = "0xba" as const;
const unitOf = () => undefined;

/** As far from what any line sets as can be. */
const BEFORE: BatchState = {
  id: BATCH,
  code: "A-1",
  unit: "KGM",
  quantity: "1000",
  made: "1500",
  gone: { taken: "300", lost: "200" },
  custodian: "0x01",
  offeredTo: "0x02",
  seq: 7,
  status: "active",
  withdrawn: false,
  recalls: 0,
  open: true,
  verdict: null,
  verdicts: {},
  creator: "0x01",
  head: "0x07",
  describedBy: 1,
  createdAt: 100,
  updatedAt: 700,
};

const line = (event: string, args: FoldedLine["args"] = {}, change: Partial<FoldedLine> = {}): FoldedLine => ({
  event,
  args,
  batchId: BATCH,
  seq: 8,
  actor: "0x0a",
  timestamp: 800,
  head: "0x08",
  ...change,
});
const SAME = { ...BEFORE, seq: 8, head: "0x08", updatedAt: 800 };

const STATES: readonly [event: string, args: FoldedLine["args"], change: Partial<BatchState>][] = [
  ["Recorded", {}, {}],
  ["Anchored", {}, {}],
  ["SeriesRecorded", {}, {}],
  ["Inspected", { verdict: 1, roles: 8 }, { verdict: "pass", verdicts: { fails: [], passed: 1 } }],
  ["Inspected", { verdict: 2, roles: 8 }, { verdict: "fail", verdicts: { fails: [{ by: "0x0a", rank: 1 }] } }],
  ["Amended", { amended: 2 }, {}],
  // Of another's line it is no amendment: the creator is another.
  ["Amended", { amended: 1 }, {}],
  ["Recalled", { capacity: 1 }, { status: "recalled", recalls: 1, offeredTo: null }],
  ["Recalled", { capacity: 5 }, { status: "recalled", recalls: 2, offeredTo: null }],
  ["Recalled", { capacity: 3 }, { status: "recalled", recalls: 4, offeredTo: null }],
  ["Withdrawn", {}, { status: "withdrawn", withdrawn: true, offeredTo: null }],
  ["OpenSet", { open: false }, { open: false }],
  [
    "Consumed",
    { quantity: "7", reason: 0 },
    { quantity: "7", gone: { taken: "300", sold: "993", lost: "200" }, offeredTo: null },
  ],
  [
    "Consumed",
    { quantity: "990", reason: 2 },
    { quantity: "990", gone: { taken: "300", lost: "210" }, offeredTo: null },
  ],
  ["CustodyOffered", { to: "0x03" }, { offeredTo: "0x03" }],
  ["CustodyAccepted", {}, { custodian: "0x0a", offeredTo: null }],
  ["CustodyRefused", {}, { offeredTo: null }],
  ["OfferCancelled", {}, { offeredTo: null }],
  ["Split", { quantity: "600" }, { quantity: "600", gone: { taken: "700", lost: "200" }, offeredTo: null }],
  ["Transformed", { quantity: "0" }, { quantity: "0", gone: { taken: "1300", lost: "200" }, offeredTo: null }],
];

test.each(STATES)("%s %j sets %j and nothing else", (event, args, change) => {
  expect(fold(BEFORE, line(event, args), unitOf)).toEqual({ ...SAME, ...change });
});

test("an amendment of its creation by who created it describes the batch from then on", () => {
  const amended = fold({ ...BEFORE, creator: "0x0a" }, line("Amended", { amended: 1 }), unitOf);
  expect(amended).toEqual({ ...SAME, creator: "0x0a", describedBy: 8 });
});

test("each recall is lifted by its own side, and an order shows on a withdrawn batch too", () => {
  const recalled = fold({ ...BEFORE, recalls: 1 }, line("Recalled", { capacity: 3 }), unitOf);
  const more = { seq: 9, head: "0x09", timestamp: 900 } as const;
  const lifted = fold(recalled, line("Lifted", { recaller: 3 }, more), unitOf);
  expect(lifted).toMatchObject({ status: "recalled", recalls: 1, offeredTo: null });
  const last = fold(lifted, line("Lifted", { recaller: 1 }, { ...more, seq: 10 }), unitOf);
  expect(last).toMatchObject({ status: "active", recalls: 0 });

  const withdrawn = fold(BEFORE, line("Withdrawn"), unitOf);
  const ordered = fold(withdrawn, line("Recalled", { capacity: 3 }, more), unitOf);
  expect(ordered).toMatchObject({ status: "recalled", withdrawn: true });
  expect(fold(ordered, line("Lifted", { recaller: 3 }, { ...more, seq: 10 }), unitOf).status).toBe("withdrawn");
});

const BEGINNING = {
  ...SAME,
  seq: 1,
  made: "1000",
  gone: {},
  offeredTo: null,
  custodian: "0x0a",
  createdAt: 800,
  describedBy: 1,
  creator: "0x0a",
};
const CREATED = { code: "A-1", quantity: "1000", holder: "0x0a", open: true };
const first = (event: string, args: FoldedLine["args"]) => line(event, args, { seq: 1 });

test.each(["Created", "Produced"])("%s begins a batch in its holder's hands", (event) => {
  expect(fold(undefined, first(event, { ...CREATED, unit: "0x4b474d0000" }), unitOf)).toEqual(BEGINNING);
});

test("SplitOff begins a batch with its parent's unit", () => {
  const begun = fold(undefined, first("SplitOff", { ...CREATED, parent: "0xfa" }), (id) =>
    id === "0xfa" ? "LTR" : "",
  );
  expect(begun).toEqual({ ...BEGINNING, unit: "LTR" });
  expect(() => fold(undefined, first("SplitOff", { ...CREATED, parent: "0xfa" }), unitOf)).toThrow(FoldError);
});

describe("is refused:", () => {
  test.each([7, 9, 6, 1, 0, 80])("a line %i after line 7", (seq) => {
    expect(() => fold(BEFORE, line("Recorded", {}, { seq }), unitOf)).toThrow(
      `line ${seq} of 0xba cannot follow line 7`,
    );
  });

  test.each([0, 2])("a beginning as line %i", (seq) => {
    const created = line("Created", { ...CREATED, unit: "0x4b474d" }, { seq });
    expect(() => fold(undefined, created, unitOf)).toThrow(FoldError);
  });

  const begins = ["Created", "SplitOff", "Produced"];
  test.each(LINE_EVENTS.filter((event) => !begins.includes(event)))("a batch that begins with %s", (event) => {
    expect(() => fold(undefined, first(event, { quantity: "1" }), unitOf)).toThrow(`0xba begins with a ${event}`);
  });

  test.each([...begins, "Forgotten"])("%s in the middle of a batch", (event) => {
    expect(() => fold(BEFORE, line(event, CREATED), () => "KGM")).toThrow(`a ${event} cannot follow line 7 of 0xba`);
  });
});

test("every event that writes a line is folded", () => {
  const seen = new Set(["Created", "Produced", "SplitOff", "Lifted", ...STATES.map(([event]) => event)]);
  expect([...LINE_EVENTS].filter((event) => !seen.has(event))).toEqual([]);
});
