import type { Generated } from "kysely";

export interface AccountsTable {
  id: Generated<number>;
  username: string;
  email: string | null;
  phone: string | null;
  name: string;
  /** What looks the same has the same one. */
  name_skeleton: Generated<string>;
  role: string | null;
  password_hash: string;
  address: string;
  /** The identifier that its custodial key is derived from. */
  key_id: string;
  custody: string;
  token_version: number;
  created_at: number;
  /** The verified email address: a changed one is not verified by it. */
  verified_email: Generated<string | null>;
  /** When it bound the wallet for which its agents are still to be handed to the outbox; null where none are. */
  agents_due: Generated<number | null>;
}

/** The accounts that decide on others' roles. */
export interface AdministratorsTable {
  account_id: number;
  added_at: number;
}

/** An append-only log of commands on the machine itself that changed accounts. */
export interface AccountCommandsTable {
  id: Generated<number>;
  at: number;
  command: string;
  account_id: number;
  /** JSON with further details. */
  details: string;
}

/** The addresses that accounts had before. */
export interface AccountAddressesTable {
  address: string;
  account_id: number;
  replaced_at: number;
}

/** The bearer secrets by which accounts are used without a password: their hashes. */
export interface RoleUidsTable {
  uid_hash: string;
  account_id: number;
  /** The role that it was registered for; null for none. */
  role_type: string | null;
  created_at: number;
  revoked_at: number | null;
}
