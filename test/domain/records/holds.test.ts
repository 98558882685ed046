/** Which holds stand, by the lines alone. */
import { expect, test } from "vitest";
import { gravest, holdsOf } from "../../../domain/records/holds.ts";
import type { Line } from "../../../domain/records/line.ts";
import { lineOf, stepDocument } from "../../support/made.ts";

const NOW = new Date("2026-03-10T12:00:00.500Z");
const placed = (seq: number, kind = "hold", until?: unknown): Line =>
  lineOf(seq, {
    event: "Recorded",
    kind,
    document: stepDocument(kind as never, {
      description: "Residues",
      details: (until === undefined ? {} : { until }) as never,
    }),
  });
const released = (seq: number, kind = "hold-released") => lineOf(seq, { event: "Recorded", kind });
const standing = (...lines: Line[]) => {
  const { own, official } = holdsOf(lines, NOW);
  return [own?.line.chain.seq, official?.line.chain.seq];
};

test("a hold stands until it is released; a later one takes its place", () => {
  expect(standing(placed(1))).toEqual([1, undefined]);
  expect(standing(placed(1), placed(2))).toEqual([2, undefined]);
  expect(standing(placed(1), released(2))).toEqual([undefined, undefined]);
  expect(standing(placed(1), released(2), placed(3))).toEqual([3, undefined]);
  expect(standing({ ...placed(1), event: "Inspected" })).toEqual([undefined, undefined]);
});

test("an authority ends any hold, its holder only its own; an authority's is told first", () => {
  expect(standing(placed(1), placed(2, "official-hold"), released(3))).toEqual([undefined, 2]);
  expect(standing(placed(1), placed(2, "official-hold"), released(3, "official-hold-released"))).toEqual([
    undefined,
    undefined,
  ]);
  const both = [placed(1, "official-hold"), placed(2)];
  expect(gravest(holdsOf(both, NOW))).toMatchObject({ isOfficial: true, reason: "Residues", until: null });
});

test("it stands no more from its end on; what is no time ends nothing, and nor does what cannot be read", () => {
  expect(standing(placed(1, "hold", "2026-03-10T12:00:00Z"))).toEqual([undefined, undefined]);
  expect(standing(placed(1, "hold", "2026-03-10T12:00:01Z"))).toEqual([1, undefined]);
  for (const until of ["now", "2026-03-10", 1, "2025-99-99T00:00:00Z"]) {
    expect(standing(placed(1, "hold", until))).toEqual([1, undefined]);
  }
  const unread = { ...placed(1), document: null };
  expect(gravest(holdsOf([unread], NOW))).toMatchObject({ reason: null, until: null, isOfficial: false });
});
