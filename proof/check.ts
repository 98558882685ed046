import type { LineName } from "./names.ts";
import type { Proof } from "./proof.ts";

/** What verification looks at, in the order in which it looks. */
export const CHECKS = [
  "format", // the proof has the shape of one
  "network", // the endpoint is of the chain that the proof names, and the contract answers
  "code", // the batch's id is the hash of its code
  "complete", // lines 1 to n are all there, and the chain says n too
  "order", // lines stand in the order of both their numbers
  "chain-of-lines", // each line's head follows from the one before
  "document", // a record document has the digest on its line
  "binding", // a document speaks of this batch and this kind of line
  "attachment", // a file has the digest and size that the document names
  "reading", // a reading proved alone is below the root of its line
  "actor", // the address on a line held a role that may write it, and is somebody the server can name
  "name", // the profiles that name the actors are those that lines of the contract anchor
  "head", // the head recomputed here is the head on chain
] as const;

/** The name of a check. */
export type CheckName = (typeof CHECKS)[number];

/** How a check came out. `withheld`: content is not shown, its digest counts all the same. */
export type Outcome = "passed" | "failed" | "withheld";

/** One check's result. */
export interface Check {
  readonly name: CheckName;
  readonly outcome: Outcome;
  /** The line it is about, by its number in the batch; absent for a check of the whole. */
  readonly seq?: number;
  /** Which step of a series, counted from 0; absent for a line that is none. */
  readonly index?: number;
  /** What it is about: a digest, an address, a title. */
  readonly subject?: string;
  readonly expected?: string;
  readonly actual?: string;
  /** Why it failed, as a stable word that pages translate. */
  readonly reason?: string;
}

/** Why a record or a file is not shown. What nobody can read is shown: it was never more than that. */
const NOT_SHOWN = new Set<string | undefined>(["restricted", "erased", "missing-document", "missing-attachment"]);

/**
 * The records and files that are not shown. Their kind, verdict, actor, capacity and time are known from the chain all
 * the same.
 */
export function notShown(checks: readonly Check[]): readonly Check[] {
  return checks.filter(({ outcome, reason }) => outcome === "withheld" && NOT_SHOWN.has(reason));
}

/**
 * What a verification comes to. `failed`: something contradicts the chain, or could not be asked of it. `incomplete`:
 * all that is shown is genuine, and some is not shown. `verified`: all is shown, and all of it is genuine.
 */
export type ProofVerdict = "verified" | "incomplete" | "failed";

/** The verdict on these checks. */
export function proofVerdict(checks: readonly Check[]): ProofVerdict {
  if (checks.some(({ outcome }) => outcome === "failed")) return "failed";
  return notShown(checks).length > 0 ? "incomplete" : "verified";
}

/** A whole verification. */
export interface Verification {
  readonly verdict: ProofVerdict;
  readonly checks: readonly Check[];
  /** The head as recomputed from the lines shown. */
  readonly head: string | undefined;
  /** The proof with its values as the chain would hold them; undefined where it has some that no chain could. */
  readonly proof?: Proof;
  /** Under which name each line was written; nothing where the chain was not asked. */
  readonly names: readonly LineName[];
}
