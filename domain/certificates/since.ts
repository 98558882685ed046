/** What came after a certificate: it told the journey as it was, and says nothing of what happened since. */
import { verdictOf } from "../records/binding.ts";
import type { Line } from "../records/line.ts";

/** What may have come after. */
export const SINCE = [
  "failed-inspection",
  "passed-inspection",
  "recall",
  "recall-lifted",
  "withdrawal",
  "amendment",
] as const;
export type SinceType = (typeof SINCE)[number];

const OF_EVENTS: Readonly<Partial<Record<string, SinceType>>> = {
  Recalled: "recall",
  Lifted: "recall-lifted",
  Withdrawn: "withdrawal",
  Amended: "amendment",
};

/** What a line changes of what was certified before it; undefined where it only goes on with the story. */
export function sinceOf(line: Pick<Line, "event" | "args">): SinceType | undefined {
  const verdict = verdictOf(line);
  if (verdict) return verdict === "pass" ? "passed-inspection" : "failed-inspection";
  return OF_EVENTS[line.event];
}
