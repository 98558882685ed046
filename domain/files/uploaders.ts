import type { BroughtUpload } from "../operations/requests.ts";
import type { Hex } from "../shared/hex.ts";

/** Who brought which file: before a record names it, nobody else may read a restricted one. */
export interface Uploads {
  /** An account brought a file of this size. `unapproved`: it had neither a role nor an approval then. */
  remember(upload: BroughtUpload): Promise<void>;
  has(accountId: number, sha256: Hex): Promise<boolean>;
}
