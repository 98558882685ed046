/** The addresses that accounts have logged in from, as keyed hashes of account and address. */
export interface LogInAddressesTable {
  account_id: number;
  address_hash: string;
  used_at: number;
}

/** One log-in on one device. When it ends, it is deleted with its refresh tokens. */
export interface SessionsTable {
  id: string;
  account_id: number;
  token_version: number;
  created_at: number;
  used_at: number;
  expires_at: number;
}

/** Refresh tokens, by their keyed hash; used ones are kept to detect reuse. */
export interface RefreshTokensTable {
  hash: string;
  session_id: string;
  expires_at: number;
  /** The following are null until it is used. */
  used_at: number | null;
  /** Hash of its successor, and the random half that the successor was derived from. */
  successor: string | null;
  nonce: string | null;
  /** Keyed hash of the idempotency key of the request that used it. */
  request: string | null;
}

/** Password reset codes; one per subject. */
export interface ResetCodesTable {
  /** Keyed hash of the account, or of the unknown name, and the channel. */
  subject: string;
  /** The code is the keyed hash of this. */
  seed: string;
  request: string | null;
  tries: number;
  expires_at: number;
}

/** Tokens that verify email addresses, by their keyed hash. */
export interface EmailVerificationsTable {
  hash: string;
  account_id: number;
  email: string;
  expires_at: number;
}
