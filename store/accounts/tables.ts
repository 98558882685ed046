/** Who may come in, by what, and what belongs to them. */
import type { Generated } from "kysely";

export interface AccountsTable {
  id: Generated<number>;
  username: string;
  email: string | null;
  phone: string | null;
  name: string;
  role: string | null;
  password_hash: string;
  address: string;
  /** What its custodial key is derived by. */
  key_id: string;
  custody: string;
  token_version: number;
  created_at: number;
  /** The address that its holder proved to read: another one is not proved by that. */
  verified_email: Generated<string | null>;
  /** 1 while its role is still to be handed to the outbox. */
  grant_due: Generated<number>;
}

/** The accounts that decide on others' roles. */
export interface AdministratorsTable {
  account_id: number;
  added_at: number;
}

/** What was done to accounts on the machine itself, by commands. Rows are only ever added. */
export interface AccountCommandsTable {
  id: Generated<number>;
  at: number;
  command: string;
  account_id: number;
  /** JSON of what else there is to tell. */
  details: string;
}

/** Where accounts were logged in to from, by keyed hashes of account and address. */
export interface LogInAddressesTable {
  account_id: number;
  address_hash: string;
  used_at: number;
}

/** The addresses that accounts had before. */
export interface AccountAddressesTable {
  address: string;
  account_id: number;
  replaced_at: number;
}

/** Texts that wallets were asked to sign, until they are. */
export interface WalletChallengesTable {
  nonce: string;
  account_id: number;
  address: string;
  message: string;
  expires_at: number;
}

/** What requests with an idempotency key made, where it was no operation. */
export interface RequestsTable {
  account_id: number;
  idempotency_key: string;
  request_hash: string;
  /** The name of what was made. */
  made: string;
  created_at: number;
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

/** Which account a user of WeChat has. The session key is stored nowhere. */
export interface WechatIdentitiesTable {
  openid: string;
  account_id: number;
  nick_name: string | null;
  avatar_url: string | null;
  updated_at: number;
}

/** Which customer of the ERP an account belongs to. */
export interface ErpBindingsTable {
  account_id: number;
  customer_id: string;
  company_id: string;
  company_name: string;
  bound_at: number;
}

/** One log-in on one device. A session that is over is deleted, and its refresh tokens with it. */
export interface SessionsTable {
  id: string;
  account_id: number;
  token_version: number;
  created_at: number;
  used_at: number;
  expires_at: number;
}

/** Refresh tokens, by their keyed hash; a used one stays, to be known again. */
export interface RefreshTokensTable {
  hash: string;
  session_id: string;
  expires_at: number;
  /** The following are null until it is used. */
  used_at: number | null;
  /** Hash of its successor, and the random half that the successor was made of. */
  successor: string | null;
  nonce: string | null;
  /** Keyed hash of the idempotency key of the request that used it. */
  request: string | null;
}

/** Codes for a new password; one a subject. */
export interface ResetCodesTable {
  /** Keyed hash of the account, or of who is none, and the channel. */
  subject: string;
  /** The code is the keyed hash of this. */
  seed: string;
  request: string | null;
  tries: number;
  expires_at: number;
}

/** Tokens that prove who reads an address, by their keyed hash. */
export interface EmailVerificationsTable {
  hash: string;
  account_id: number;
  email: string;
  expires_at: number;
}
