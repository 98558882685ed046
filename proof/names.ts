/** How an account is called: the profile that counts, and whose word it is. */
import type { ProfileDocument, ProfileNames } from "../domain/profiles/profile-document.ts";
import type { Hex } from "../domain/shared/hex.ts";
import type { Telling } from "./ask-for-profiles.ts";

/** Who confirmed a profile, and its own name. */
export interface Confirmer {
  readonly account: Hex;
  /** Undefined where it goes by its address. */
  readonly names: ProfileNames | undefined;
  /** Whether somebody confirmed these names in turn. */
  readonly isConfirmed: boolean;
}

/** How an account is called as of some line. */
export interface Naming {
  readonly digest: Hex;
  /** Undefined where it is not shown, or nobody can read it. */
  readonly profile: ProfileDocument | undefined;
  /** Nobody where the profile is the account's own word alone. */
  readonly confirmedBy: readonly Confirmer[];
  /** What the account says of itself where an officer says another thing; undefined also where it is not shown. */
  readonly otherwise: ProfileDocument | undefined;
}

/** Under which name a line was written. */
export interface LineName {
  /** The line's number in its batch. */
  readonly seq: number;
  readonly account: Hex;
  /** As of the line; null where nobody described the account until then. */
  readonly at: Naming | null;
  /** As of now; null where nobody does any more. */
  readonly now: Naming | null;
  /**
   * How much the node told of the account: all; some, so that what was changed or taken back later is not known; or none,
   * so that nothing is.
   */
  readonly telling: Telling;
}
