/** Texts for wallets to sign, until they are signed. */
export interface WalletChallengesTable {
  nonce: string;
  /** Null for one to log in with. */
  account_id: number | null;
  address: string;
  message: string;
  expires_at: number;
}

/** Wallets that accounts named without a proof. */
export interface WalletClaimsTable {
  account_id: number;
  address: string;
  claimed_at: number;
}
