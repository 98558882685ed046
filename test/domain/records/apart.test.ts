/** What stands apart from a journey: what nobody can read, and what is dated before its batch. */
import { expect, test } from "vitest";
import { apartAmong, isRecordedLate, type ToldLine } from "../../../domain/records/apart.ts";

const day = (text: string) => Date.parse(`${text}T08:00:00Z`);
const line = (seq: number, change: Partial<ToldLine>): ToldLine => ({
  seq,
  event: "Recorded",
  kind: "transport",
  capacity: "role",
  isByOutsider: true,
  time: day("2026-05-20"),
  recorded: day("2026-06-01"),
  content: "shown",
  ...change,
});
const harvested = line(1, {
  event: "Created",
  kind: "creation",
  capacity: "holder",
  isByOutsider: false,
  time: day("2026-05-15"),
  tellsHarvest: true,
});
const registered = { ...harvested, tellsHarvest: false, time: day("2026-06-01") };
const own = { isByOutsider: false, capacity: "holder" } as const;

const apart = (...lines: ToldLine[]) => [...apartAmong(lines)];

test.each([
  ["a step after the harvest", [harvested, line(2, {})], []],
  ["a step of the same moment", [harvested, line(2, { time: day("2026-05-15") })], []],
  ["a stranger's before it", [harvested, line(2, { time: day("2023-05-20") })], [[2, "before-batch"]]],
  [
    "a party's too",
    [harvested, line(2, { time: day("2026-05-14"), capacity: "party", isByOutsider: false })],
    [[2, "before-batch"]],
  ],
  ["the holder's own transport before it", [harvested, line(2, { ...own, time: 0 })], [[2, "before-batch"]]],
  [
    "growing is told of before harvesting, by the holder alone",
    [harvested, line(2, { ...own, kind: "harvest", time: day("2026-03-01") }), line(3, { time: day("2026-04-01") })],
    [],
  ],
  [
    "a stranger's harvest begins nothing",
    [harvested, line(2, { kind: "harvest", time: day("2026-03-01") })],
    [[2, "before-batch"]],
  ],
  [
    "a batch that was registered late begins with what its holder tells of first",
    [registered, line(2, { ...own, kind: "processing", time: day("2026-05-10") }), line(3, {}), line(4, { time: 0 })],
    [[4, "before-batch"]],
  ],
  [
    "who holds an open batch writes by its role, and is the holder all the same",
    [registered, line(2, { isByOutsider: false, capacity: "role", time: 0 })],
    [],
  ],
  ["what is withheld has no date", [harvested, line(2, { content: "withheld", time: undefined })], []],
  [
    "what nobody can read",
    [harvested, line(2, { ...own, content: "unreadable", time: undefined })],
    [[2, "unreadable"]],
  ],
  [
    "a stranger's digest of nothing",
    [harvested, line(2, { content: "missing", time: undefined })],
    [[2, "unreadable"]],
  ],
  [
    "the holder's missing document may be lost",
    [harvested, line(2, { ...own, content: "missing", time: undefined })],
    [],
  ],
  [
    "a verdict, a recall and a creation are facts without their documents",
    [
      { ...harvested, content: "missing" as const },
      line(2, { event: "Inspected", capacity: "authority", isByOutsider: false, content: "unreadable" }),
      line(3, { event: "Recalled", capacity: "maker", isByOutsider: false, time: 0 }),
    ],
    [],
  ],
])("%s", (_, lines, expected) => {
  expect(apart(...lines)).toEqual(expected);
});

test("what is recorded more than a day after it happened is late", () => {
  expect(isRecordedLate(0, 86_400_000)).toBe(false);
  expect(isRecordedLate(0, 86_400_001)).toBe(true);
  expect(isRecordedLate(86_400_000, 0)).toBe(false);
});
