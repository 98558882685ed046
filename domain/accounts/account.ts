import type { Hex } from "../shared/hex.ts";
import type { Role } from "../shared/roles.ts";

/** A person or firm. */
export interface Account {
  readonly id: number;
  readonly username: string;
  readonly email: string | null;
  /** Whether its holder has proved to read that address. */
  readonly emailVerified: boolean;
  readonly phone: string | null;
  /** What it is called on a journey. */
  readonly name: string;
  /** The role it registered for; null for none. What it may do is decided by its roles on chain. */
  readonly role: Role | null;
  /** Its address on chain, lower-case. */
  readonly address: Hex;
  /** What its custodial key is derived by; it is the address's own unless a wallet was bound. */
  readonly keyId: string;
  /** Whether this API holds the address's key. */
  readonly custody: "custodial" | "wallet";
  /** Tokens of an earlier version are no longer good. */
  readonly tokenVersion: number;
  readonly createdAt: Date;
}
