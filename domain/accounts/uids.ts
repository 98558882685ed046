import type { Hex } from "../shared/hex.ts";
import type { Role } from "../shared/roles.ts";

/** The bearer secrets of the tomato document, by their hashes: no store ever sees one. */
export interface Uids {
  /** Keep a UID for an account; `role` is what it was registered for, null for none. */
  add(hash: Hex, accountId: number, role: Role | null): Promise<void>;
  /** Whose a UID is; undefined if it is unknown or was revoked. */
  accountOf(hash: Hex): Promise<number | undefined>;
  /** End a UID, and give whether there is such a one: ending it again changes nothing. */
  revoke(hash: Hex): Promise<boolean>;
}
