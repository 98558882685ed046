/**
 * Which verdict on a batch stands. A fail stands until its author, or somebody of a higher rank, passes; a pass of a
 * higher rank is not undone by a later fail of a lower one.
 */
import type { Hex } from "../shared/hex.ts";
import { roleSet } from "../shared/roles.ts";
import type { EventArguments } from "./event-arguments.ts";

/** The verdicts that stand. Nothing is known of a batch that was never inspected. */
export interface Verdicts {
  /** Who failed it, in the order in which they did; undefined for nobody. */
  readonly fails?: readonly { readonly by: Hex; readonly rank: number }[];
  /** The highest rank that passed it since the last fail that counted; undefined before the first pass. */
  readonly passed?: number;
}

/** An inspection as its line on chain has it. */
export interface Inspection {
  readonly verdict: "pass" | "fail";
  readonly by: Hex;
  /** A regulator's is 2, an inspector's 1. */
  readonly rank: number;
}

const REGULATOR = roleSet("regulator");

/** The inspection that an `Inspected` line is. */
export function inspectionIn({ actor, args }: { readonly actor: Hex; readonly args: EventArguments }): Inspection {
  const rank = (Number(args.roles) & REGULATOR) === 0 ? 1 : 2;
  return { verdict: Number(args.verdict) === 1 ? "pass" : "fail", by: actor, rank };
}

/** What they come to; null before the first inspection. */
export function verdictOfAll({ fails, passed }: Verdicts): "pass" | "fail" | null {
  if (fails && fails.length > 0) return "fail";
  return passed === undefined ? null : "pass";
}

/** The verdicts that stand after one more. */
export function withVerdict(before: Verdicts, { verdict, by, rank }: Inspection): Verdicts {
  const { fails = [], passed } = before;
  const others = fails.filter((fail) => fail.by !== by);
  if (verdict === "pass") {
    return { fails: others.filter((fail) => fail.rank >= rank), passed: Math.max(rank, passed ?? 0) };
  }
  if ((passed ?? 0) > rank && others.length === 0) return before;
  // Who failed it in a higher rank did not say less by failing it again in a lower one.
  const own = fails.find((fail) => fail.by === by);
  return { fails: [...others, { by, rank: Math.max(rank, own?.rank ?? 0) }] };
}

/** The fails that stand among a batch's inspections, in the order in which they were recorded. */
export function standingFails<Told extends Inspection>(inspections: readonly Told[]): readonly Told[] {
  let verdicts: Verdicts = {};
  const latest = new Map<Hex, Told>();
  for (const inspection of inspections) {
    const after = withVerdict(verdicts, inspection);
    if (inspection.verdict === "fail" && after !== verdicts) latest.set(inspection.by, inspection);
    verdicts = after;
  }
  return (verdicts.fails ?? []).flatMap(({ by }) => latest.get(by) ?? []);
}
