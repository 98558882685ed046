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
  /** Its display name on journeys. */
  readonly name: string;
  /** The role it registered for; null for none. Its roles on chain decide what it may do. */
  readonly role: Role | null;
  /** Its address on chain, lower-case. */
  readonly address: Hex;
  /**
   * The identifier that its custodial key is derived from; the key belongs to the address unless a wallet was bound.
   */
  readonly keyId: string;
  /** Whether this API holds the address's key. */
  readonly custody: "custodial" | "wallet";
  /** Tokens of an earlier version are invalid. */
  readonly tokenVersion: number;
  readonly createdAt: Date;
}
