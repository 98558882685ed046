import type { Check } from "../../../proof/check.ts";
import type { Step } from "./step.ts";

/** An entry of the timeline: a step, or a gap where lines on chain are not shown. */
export type TimelineEntry =
  | { readonly type: "step"; readonly step: Step }
  | { readonly type: "gap"; readonly first: number; readonly last: number };

/** Steps in the order in which they are shown, with a gap wherever a check found lines missing. */
export function timelineOf(steps: readonly Step[], checks: readonly Check[]): TimelineEntry[] {
  const gaps = gapsIn(checks);
  const entries: TimelineEntry[] = [];
  for (const step of steps) {
    while (gaps[0] && gaps[0].first < step.seq) entries.push(gaps.shift() as TimelineEntry);
    entries.push({ type: "step", step });
  }
  return [...entries, ...gaps];
}

function gapsIn(checks: readonly Check[]): Extract<TimelineEntry, { type: "gap" }>[] {
  const missing = checks.flatMap(({ reason, seq }) => (reason === "missing-line" && seq !== undefined ? [seq] : []));
  const gaps: { type: "gap"; first: number; last: number }[] = [];
  for (const seq of missing.sort((a, b) => a - b)) {
    const open = gaps.at(-1);
    if (open && seq === open.last + 1) open.last = seq;
    else gaps.push({ type: "gap", first: seq, last: seq });
  }
  return gaps;
}
