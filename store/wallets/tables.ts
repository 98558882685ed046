/** Texts for wallets to sign, until they are signed. */
export interface WalletChallengesTable {
  nonce: string;
  account_id: number;
  address: string;
  message: string;
  expires_at: number;
}
