/**
 * What a verifier will say of a batch, as far as a mirror knows. A mirror's word proves nothing: who wants to know
 * verifies (proof/verify.ts).
 */
import { capacityOf } from "./capacity.ts";
import type { Line } from "./line.ts";

/**
 * `failed`: something contradicts the chain. `incomplete`: all that is shown is genuine, and some is not shown.
 * `verified`: all is shown, and all of it is genuine.
 */
export const VERDICTS = ["verified", "incomplete", "failed"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A verdict, and how many records and files are not shown to the public. */
export interface Completeness {
  readonly verdict: Verdict;
  readonly notShown: number;
}

/**
 * How complete these lines are, as the mirror has them.
 *
 * @param filesNotShown How many files are named and not shown.
 */
export function completenessOf(lines: readonly Line[], filesNotShown: number): Completeness {
  const notShown = lines.filter(isNotShown).length + filesNotShown;
  if (lines.some(({ contradicts }) => contradicts)) return { verdict: "failed", notShown };
  return { verdict: notShown > 0 ? "incomplete" : "verified", notShown };
}

/** What a role alone entitled somebody to say counts only once somebody can read it. */
function isNotShown({ visibility, args }: Line): boolean {
  return visibility !== "public" && !(visibility === "missing" && capacityOf(args) === "role");
}
