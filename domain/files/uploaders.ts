import type { BroughtUpload } from "../operations/requests.ts";
import type { Hex } from "../shared/hex.ts";

/** Who uploaded which file: until a record names it, nobody else may read a restricted one. */
export interface Uploads {
  /** Record that an account uploaded a file of this size. `unapproved`: it had neither a role nor an approval then. */
  remember(upload: BroughtUpload): Promise<void>;
  has(accountId: number, sha256: Hex): Promise<boolean>;
}
