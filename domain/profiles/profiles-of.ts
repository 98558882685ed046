/**
 * Under which profile an account goes at some line of the contract. Who may describe an account is the contract's rule
 * (contracts/verbs/Profiles.sol): itself, or a registrar or regulator. Whose word counts is for every reader to hold to:
 *
 * - Of each author the latest line counts; one with a digest of zero takes back what that author said before.
 * - What an officer says outranks what the account says of itself, so that nobody sheds a confirmed name by giving itself
 *   another. Of several officers the latest line counts, so that one can put right what another did.
 * - What the account says otherwise stands beside it, as its own word.
 */
import type { Hex } from "../shared/hex.ts";

/** A line by which an account was described. */
export interface ProfileLine {
  readonly account: Hex;
  /** Who described it. */
  readonly author: Hex;
  /** The line's number over the whole contract. */
  readonly line: number;
  /** SHA-256 of the profile; zero where the author takes back what it said. */
  readonly digest: Hex;
  /** By which roles the author confirms it: 32 regulator, 64 registrar; 0 for the account itself. */
  readonly roles: number;
  /** The block's, in seconds. */
  readonly timestamp: number;
}

/** The profile under which an account goes. */
export interface ProfileInForce {
  readonly digest: Hex;
  /** The officers whose word it is, the latest first; nobody where it is the account's alone. */
  readonly confirmedBy: readonly Hex[];
}

/** What stands of an account. */
export interface AccountProfiles {
  /** Null where nobody describes it. */
  readonly inForce: ProfileInForce | null;
  /** What the account says of itself where officers say another thing; else null. */
  readonly otherwise: Hex | null;
}

/** A regulator's and a registrar's bit (contracts/types/Account.sol). */
const OFFICERS = 32 | 64;

/** The digest of a line that takes back what its author said. */
export const NOTHING: Hex = `0x${"0".repeat(64)}`;

/**
 * The profile of an account as of a line; by default as of now.
 *
 * @param lines Lines in any order, those of other accounts among them. It is enough to have, as of that line, the latest of
 * each author.
 */
export function profilesOf(
  lines: readonly ProfileLine[],
  account: Hex,
  asOf: number = Number.POSITIVE_INFINITY,
): AccountProfiles {
  const latest = new Map<Hex, ProfileLine>();
  for (const line of lines) {
    if (line.account !== account || line.line > asOf) continue;
    if (line.line > (latest.get(line.author)?.line ?? 0)) latest.set(line.author, line);
  }
  const standing = [...latest.values()].filter(({ digest }) => digest !== NOTHING).sort((a, b) => b.line - a.line);
  const own = standing.find(({ author }) => author === account)?.digest;
  const officers = standing.filter(({ author, roles }) => author !== account && (roles & OFFICERS) !== 0);
  const [last] = officers;
  if (!last) return { inForce: own ? { digest: own, confirmedBy: [] } : null, otherwise: null };
  const confirmedBy = officers.filter(({ digest }) => digest === last.digest).map(({ author }) => author);
  return { inForce: { digest: last.digest, confirmedBy }, otherwise: own && own !== last.digest ? own : null };
}
