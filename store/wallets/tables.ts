/** Texts for wallets to sign, until they are signed. */
export interface WalletChallengesTable {
  nonce: string;
  /** Null for one to log in with. */
  account_id: number | null;
  address: string;
  message: string;
  expires_at: number;
}
