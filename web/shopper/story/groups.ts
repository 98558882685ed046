import { CHECKS, type Check, type CheckName } from "../../../proof/check.ts";
import { isUnanswered } from "./verdict.ts";

/** The checks of one name, for the panel. */
export interface CheckGroup {
  readonly name: CheckName;
  readonly checks: readonly Check[];
  readonly passed: number;
  readonly failed: number;
  /** Those that could not be made without an answer; not counted as failed. */
  readonly unanswered: number;
  readonly withheld: number;
}

/** A reading is proved by itself, and is no part of a batch's proof. */
const OF_BATCHES = CHECKS.filter((name) => name !== "reading");

/** Groups checks by name, in the order in which they are made; a name without any check yet is an empty group. */
export function groupChecks(checks: readonly Check[]): CheckGroup[] {
  return OF_BATCHES.map((name) => {
    // Failures first.
    const all = checks.filter((check) => check.name === name);
    const failed = all.filter((check) => check.outcome === "failed");
    const others = all.filter((check) => check.outcome !== "failed");
    return {
      name,
      checks: [...failed, ...others],
      passed: others.filter((check) => check.outcome === "passed").length,
      failed: failed.filter((check) => !isUnanswered(check)).length,
      unanswered: failed.filter(isUnanswered).length,
      withheld: others.filter((check) => check.outcome === "withheld").length,
    };
  });
}

/** The two heads to lay side by side: the one computed here, and the one that the chain gave. */
export function headsOf(
  checks: readonly Check[],
  computed: string | undefined,
): { readonly computed: string | undefined; readonly onChain: string | undefined } {
  const head = checks.find((check) => check.name === "head");
  const onChain = head?.outcome === "passed" ? head.subject : head?.reason === "other-head" ? head.expected : undefined;
  return { computed, onChain };
}
