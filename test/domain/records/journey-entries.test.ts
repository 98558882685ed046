/** Lines as readers see them: each act once, as last amended. */
import { expect, test } from "vitest";
import { byTime, inStoryOrder, journeyEntriesOf } from "../../../domain/records/journey-entries.ts";
import type { Line } from "../../../domain/records/line.ts";
import { addressOf, amendmentOf, descriptionOf, lineOf, stepDocument, stepOf } from "../../support/made.ts";

type Change = NonNullable<Parameters<typeof lineOf>[1]>;
const amendment = (seq: number, amends: number, description: string, change: Change = {}) =>
  lineOf(seq, {
    event: "Amended",
    kind: "amendment",
    amended: amends,
    document: amendmentOf(amends, { step: stepOf({ description }) }),
    ...change,
  });
const entriesOf = (...lines: Line[]) => journeyEntriesOf(lines);

test("the last amendment counts, also one of an amendment, and the act stays where and when it was", () => {
  const [, entry] = entriesOf(lineOf(1), lineOf(2), amendment(3, 2, "first"), amendment(4, 3, "second"));
  expect(entry?.step?.description).toBe("second");
  expect([entry?.line.chain.seq, entry?.amendment?.chain.seq]).toEqual([2, 4]);
  expect(entry?.time).toEqual(new Date("2026-03-02T08:00:00Z"));
});

test("what claims to amend another's line changes nothing of it, and is told under its own writer's name", () => {
  const other = { chain: { actor: addressOf("b0") } };
  const entries = entriesOf(
    lineOf(1),
    lineOf(2),
    amendment(3, 2, "not as it was", other),
    amendment(4, 3, "nor so", other),
    amendment(5, 1, "", { ...other, document: amendmentOf(1, { batch: descriptionOf({ name: "Gold" }) }) }),
  );
  expect(entries.map(({ line, amendment: by }) => [line.chain.seq, by])).toEqual([
    [1, null],
    [2, null],
    [3, null],
    [4, null],
    [5, null],
  ]);
  expect(entries[1]?.step?.description).toBe("");
  expect(entries[2]).toMatchObject({ type: "amendment", step: { description: "not as it was" }, withheld: false });
  expect(entries[4]).toMatchObject({ type: "amendment", batch: { name: "Gold" }, withheld: false });
});

test("what was said before an amendment stays to be read, the first text first", () => {
  const [creation, entry] = entriesOf(lineOf(1), lineOf(2), amendment(3, 2, "first"), amendment(4, 3, "second"));
  expect(entry?.earlier.map(({ chain }) => chain.seq)).toEqual([2, 3]);
  expect(creation?.earlier).toEqual([]);
});

test("a batch is described anew by an amendment of its first line", () => {
  const batch = descriptionOf({ name: "Fuji" });
  const document = amendmentOf(1, { batch });
  const [entry] = entriesOf(lineOf(1), amendment(2, 1, "", { document }));
  expect([entry?.batch?.name, entry?.step, entry?.withheld]).toEqual(["Fuji", null, false]);
});

test.each([
  ["restricted", false],
  ["missing", false],
  ["public", true],
] as const)(
  "where what amends it is %s without its document, the older text no longer stands; unreadable: %s",
  (visibility, unreadable) => {
    const [, entry] = entriesOf(lineOf(1), lineOf(2), amendment(3, 2, "", { document: null, visibility }));
    expect(entry).toMatchObject({ step: null, withheld: true, unreadable, type: "harvest" });
    // Nothing that is told any more says when it was: the block does.
    expect(entry?.time).toEqual(new Date("2026-03-02T10:00:00Z"));
  },
);

test("an act's type is what it was told as, and a verdict is the chain's", () => {
  const told = {
    document: stepDocument("inspection", { type: "quality-test" }),
    event: "Inspected",
    kind: "inspection",
    args: { verdict: 2 },
  } as const;
  const [entry] = entriesOf(lineOf(2, told));
  expect([entry?.type, entry?.verdict]).toEqual(["quality-test", "fail"]);
});

test("a story begins with the creation, even if what followed is told to be earlier", () => {
  const early = lineOf(2, { document: stepDocument("harvest", {}, "2026-02-01T00:00:00Z") });
  const same = lineOf(3, { document: stepDocument("harvest", {}, "2026-02-01T00:00:00Z") });
  const entries = entriesOf(lineOf(1), early, same).toReversed();
  expect(entries.toSorted(inStoryOrder).map(({ line }) => line.chain.seq)).toEqual([1, 2, 3]);
  expect(entries.toSorted(byTime).map(({ line }) => line.chain.seq)).toEqual([2, 3, 1]);
});
