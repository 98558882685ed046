import type { Hex } from "../shared/hex.ts";
import type { ProfileDocument } from "./profile-document.ts";

/** A name that is shown. */
export interface ShownName {
  /** Whoever goes by it: an account's number here, or an address. */
  readonly owner: number | Hex;
  readonly name: string;
}

/** By what accounts are found: what profiles say, and what names look like. */
export interface NameIndex {
  /** Keep what a profile says that its account is found by. */
  keep(digest: Hex, profile: ProfileDocument): Promise<void>;
  /**
   * Of each name, whether somebody else goes by one that looks the same: an account, a farm's owner, or who is described
   * so on chain. The addresses of one account are one.
   */
  lookalikes(names: readonly ShownName[]): Promise<readonly boolean[]>;
  /** The accounts for which an officer's latest word is a profile that was kept here with this location number. */
  confirmedWithGln(gln: string): Promise<readonly Hex[]>;
}
