/** A recall in figures: each unit by itself, each holder once; and how it went, in times and in percent. */
import { expect, test } from "vitest";
import { reportOf, summaryOf } from "../../../domain/recalls/summary.ts";
import { addressOf, NOW } from "../../support/made.ts";
import { recallItemOf } from "../../support/recalls.ts";

const planned = [
  recallItemOf(),
  recallItemOf({ holder: addressOf("b8"), marking: "notice", actor: null }),
  recallItemOf({ unit: "LTR", remaining: 1_000n, sold: 0n }),
];

test("adds up by unit what remains and was sold, and counts what is to be marked and told", () => {
  const summary = summaryOf(planned);
  expect(summary).toMatchObject({ batches: 3, holders: 2, toMark: 2, marked: 0, notices: 1, acknowledged: 0 });
  expect(Object.fromEntries(summary.remaining)).toEqual({ KGM: 20_000n, LTR: 1_000n });
  expect(Object.fromEntries(summary.found)).toEqual({ KGM: 0n, LTR: 0n });
});

test("reports how long telling and answers took, who answered, and how much was found", () => {
  const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
  const recall = { timings: { planned: 1 }, createdAt: NOW };
  const found = new Map([["KGM", 6_000n]]);
  const reach = { told: 1, untold: 1, lastToldAt: after(5), answering: 1, lastSaidAt: after(60) };
  const report = reportOf(recall, { ...summaryOf(planned), found }, reach);
  expect(report).toMatchObject({ untilTold: 5_000, untilAnswered: 60_000, told: 1, untold: 1, answered: 50 });
  expect(Object.fromEntries(report.found)).toEqual({ KGM: 25, LTR: 0 });
  const silent = reportOf(recall, summaryOf(planned), { ...reach, lastToldAt: null, answering: 0, lastSaidAt: null });
  expect(silent).toMatchObject({ untilTold: null, untilAnswered: null, answered: 0 });
});
