import type { Hex } from "../shared/hex.ts";
import type { Role } from "../shared/roles.ts";

/** The bearer secrets of the tomato document, by their hashes: the store never sees the secrets. */
export interface Uids {
  /** Store a UID for an account; `role` is what it was registered for, null for none. */
  add(hash: Hex, accountId: number, role: Role | null): Promise<void>;
  /** The account of a UID; undefined if it is unknown or was revoked. */
  accountOf(hash: Hex): Promise<number | undefined>;
  /** Revoke a UID, and give whether it exists: revoking it again changes nothing. */
  revoke(hash: Hex): Promise<boolean>;
}
