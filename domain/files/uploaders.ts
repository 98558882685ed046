import type { BroughtUpload } from "../operations/requests.ts";
import type { Hex } from "../shared/hex.ts";

/** Who uploaded which file: until a record names it, nobody else may read a restricted one. */
export interface Uploads {
  /** Record that an account uploaded a file of this size. `unapproved`: it had neither a role nor an approval then. */
  remember(upload: BroughtUpload): Promise<void>;
  has(accountId: number, sha256: Hex): Promise<boolean>;
  /** Record which file came to an address that was issued for any. Gives the one that came there first. */
  arrived(arrival: Arrival): Promise<Hex>;
  /** The file that came to such an address; undefined while none did. */
  arrivalAt(id: string): Promise<Hex | undefined>;
}

/** A file that came to an address that was issued before its digest was known. */
export interface Arrival {
  /** The address's own. */
  readonly id: string;
  readonly accountId: number;
  readonly sha256: Hex;
  readonly at: Date;
}
