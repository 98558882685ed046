/** What became of a batch, checked as it is itself: its own lines say what was made of it, so that nothing can be left out. */
import { MOST_BATCHES } from "../../../domain/lineage/bounds.ts";
import type { Verification } from "../../../proof/check.ts";
import { NoSuchProof } from "../../../proof/lineage.ts";
import { childrenOf, linkFaultOf } from "../../../proof/lineage-lines.ts";
import type { Proof } from "../../../proof/proof.ts";

/** How one batch came out. */
export interface DescendantCheck {
  /** Its code; its id where the chain does not tell one. */
  readonly subject: string;
  /** What it was made of, as that one's lines say. */
  readonly from: string;
  /** How many steps away. */
  readonly depth: number;
  readonly outcome: DescendantOutcome;
}

/**
 * `passed`: all is shown and genuine. `incomplete`: what is shown is. `failed`: something contradicts the chain. `not-linked`: it
 * does not say that it was made of the other. `not-shown`: there is no proof of it. `unknown`: the node knows of none.
 */
export type DescendantOutcome =
  | "passed"
  | "incomplete"
  | "failed"
  | "not-linked"
  | "not-shown"
  | "unknown"
  | "unreachable";

/** What it needs from outside. */
export interface DescendantOptions {
  /** Codes of batches by their ids, as the chain tells. */
  readonly codesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** A batch's proof. Throws `NoSuchProof` where there is none. */
  readonly proofOf: (code: string) => Promise<unknown>;
  readonly verify: (proof: unknown, code: string) => Promise<Verification>;
  readonly signal: AbortSignal;
  readonly report: (checks: readonly DescendantCheck[]) => void;
}

/** What was found, and whether there is more than was looked at. */
export interface Descendants {
  readonly checks: readonly DescendantCheck[];
  readonly isTruncated: boolean;
}

/** Check all that was made of a batch, near and far. @param own The batch's own proof, which was verified. */
export async function checkDescendants(own: Proof, options: DescendantOptions): Promise<Descendants> {
  const seen = new Set([own.batch.id]);
  const checks: DescendantCheck[] = [];
  for (let [level, depth] = [[own], 1] as [Proof[], number]; level.length > 0; depth++) {
    const wanted = level.flatMap((parent) => [...new Set(childrenOf(parent))].map((id) => ({ parent, id })));
    const fresh = wanted.filter(({ id }) => !seen.has(id));
    if (seen.size + fresh.length > MOST_BATCHES) return { checks, isTruncated: true };
    const codes = fresh.length > 0 ? await options.codesOf(fresh.map(({ id }) => id)) : new Map<string, string>();
    level = [];
    for (const { parent, id } of fresh) {
      if (options.signal.aborted) throw new DOMException("aborted", "AbortError");
      if (seen.has(id)) continue;
      seen.add(id);
      const { outcome, proof } = await checkOne(codes.get(id), parent, options);
      checks.push({ subject: codes.get(id) ?? id, from: parent.batch.code, depth, outcome });
      options.report([...checks]);
      if (proof) level.push(proof);
    }
  }
  return { checks, isTruncated: false };
}

async function checkOne(
  code: string | undefined,
  parent: Proof,
  options: DescendantOptions,
): Promise<{ readonly outcome: DescendantOutcome; readonly proof?: Proof }> {
  if (code === undefined) return { outcome: "unknown" };
  let input: unknown;
  try {
    input = await options.proofOf(code);
  } catch (error) {
    return { outcome: error instanceof NoSuchProof ? "not-shown" : "unreachable" };
  }
  const { verdict, proof } = await options.verify(input, code);
  if (verdict === "failed" || !proof) return { outcome: "failed" };
  if (linkFaultOf(parent, proof)) return { outcome: "not-linked", proof };
  return { outcome: verdict === "incomplete" ? "incomplete" : "passed", proof };
}
