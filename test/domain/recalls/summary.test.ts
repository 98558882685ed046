/** A recall in figures: each unit by itself, each holder once. */
import { expect, test } from "vitest";
import { summaryOf } from "../../../domain/recalls/summary.ts";
import { addressOf, NOW } from "../../support/made.ts";
import { recallItemOf } from "../../support/recalls.ts";

test("adds up by unit what remains, was sold and was found, and counts what is marked and told", () => {
  const one = { found: 3_000n, quarantined: 2_000n, destroyed: 1_000n, note: "", by: 7, at: NOW };
  const summary = summaryOf([
    recallItemOf({ isMarked: true, acknowledgements: [one, { ...one, by: 8 }] }),
    recallItemOf({ holder: addressOf("b8"), marking: "notice", actor: null, isMarked: true }),
    recallItemOf({ unit: "LTR", remaining: 1_000n, sold: 0n }),
  ]);
  expect(summary).toMatchObject({ batches: 3, holders: 2, toMark: 2, marked: 1, notices: 1, acknowledged: 1 });
  expect(Object.fromEntries(summary.remaining)).toEqual({ KGM: 20_000n, LTR: 1_000n });
  expect(Object.fromEntries(summary.found)).toEqual({ KGM: 6_000n, LTR: 0n });
});
