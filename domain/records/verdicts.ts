/**
 * Which verdict on a batch stands. A fail stands until its author, or somebody of a higher rank, passes; a pass of a
 * higher rank is not undone by a later fail of a lower one.
 */
import type { Hex } from "../shared/hex.ts";

/** The verdicts that stand. Nothing is known of a batch that was never inspected. */
export interface Verdicts {
  /** Who failed it, in the order in which they did; undefined for nobody. */
  readonly fails?: readonly { readonly by: Hex; readonly rank: number }[];
  /** The highest rank that passed it since the last fail that counted; undefined before the first pass. */
  readonly passed?: number;
}

/** What they come to; null before the first inspection. */
export function verdictOfAll({ fails, passed }: Verdicts): "pass" | "fail" | null {
  if (fails && fails.length > 0) return "fail";
  return passed === undefined ? null : "pass";
}

/** The verdicts that stand after one more. A regulator's rank is 2, an inspector's 1. */
export function withVerdict(before: Verdicts, verdict: "pass" | "fail", by: Hex, rank: number): Verdicts {
  const { fails = [], passed } = before;
  const others = fails.filter((fail) => fail.by !== by);
  if (verdict === "pass") {
    return { fails: others.filter((fail) => fail.rank >= rank), passed: Math.max(rank, passed ?? 0) };
  }
  if ((passed ?? 0) > rank && others.length === 0) return before;
  return { fails: [...others, { by, rank }] };
}
