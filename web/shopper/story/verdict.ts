import { type Check, proofVerdict, type Verification } from "../../../proof/check.ts";
import type { Step } from "./step.ts";

/** The overall verdict. */
export interface Verdict {
  readonly outcome: "checking" | "verified" | "incomplete" | "failed" | "unreachable";
  /** The failure to name, when there is one. */
  readonly failure: Check | undefined;
}

/** How far one step can be trusted. */
export type Trust = "checking" | "verified" | "withheld" | "failed" | "unconfirmed" | "unreachable";

/** Failures without an answer: a missing connection, or an endpoint on the wrong chain, is not tampering. */
const UNANSWERED = new Set<string | undefined>(["no-answer", "other-chain", "unreachable-attachment"]);

/** A file that is not to be had now says nothing of the journey, nor of the record that names it. */
export function isAway(check: Check): boolean {
  return check.reason === "unreachable-attachment";
}

/** A check that could not be made without an answer: it neither proves nor disproves. */
export function isUnanswered(check: Check): boolean {
  return check.outcome === "failed" && UNANSWERED.has(check.reason);
}

/** A check that disproves something. */
export function isRefuted(check: Check): boolean {
  return check.outcome === "failed" && !UNANSWERED.has(check.reason);
}

/** The verdict on a verification; `undefined` while it runs. What is refuted weighs more than what is unanswered. */
export function verdictOf(verification: Verification | undefined): Verdict {
  if (!verification) return { outcome: "checking", failure: undefined };
  const refuted = verification.checks.find(isRefuted);
  if (refuted) return { outcome: "failed", failure: refuted };
  const there = verification.checks.filter((check) => !isAway(check));
  const unanswered = there.find(isUnanswered);
  if (unanswered) return { outcome: "unreachable", failure: unanswered };
  return { outcome: proofVerdict(there), failure: undefined };
}

/** The checks of a step's lines. */
export function checksOfStep(step: Step, checks: readonly Check[]): readonly Check[] {
  // What is wrong with a whole line is wrong with each of its steps.
  const isOf = ({ seq, index }: Check) =>
    step.versions.some((version) => version.seq === seq && (index === undefined || index === version.part?.index));
  return checks.filter(isOf);
}

/** True where a step's content must not look like a good result: it failed, or the chain did not confirm it. */
export function isDoubtful(trust: Trust): boolean {
  return trust === "failed" || trust === "unconfirmed" || trust === "unreachable";
}

/**
 * How far a step can be trusted: a sound document counts as verified only once the head, which commits to its line, was
 * found on chain.
 */
export function trustOf(step: Step, checks: readonly Check[], finished: boolean): Trust {
  const own = checksOfStep(step, checks);
  if (own.some(isRefuted) || step.versions.some((version) => version.fault)) return "failed";
  if (!finished) return "checking";
  const head = checks.find((check) => check.name === "head");
  if (own.some((check) => isUnanswered(check) && !isAway(check)) || !head || isUnanswered(head)) return "unreachable";
  if (head.outcome !== "passed") return "unconfirmed";
  const isWithheld = ({ name, outcome }: Check) =>
    outcome === "withheld" && (name === "document" || name === "binding");
  return own.some(isWithheld) ? "withheld" : "verified";
}
