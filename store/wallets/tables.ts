/** Texts that wallets were asked to sign, until they are. */
export interface WalletChallengesTable {
  nonce: string;
  account_id: number;
  address: string;
  message: string;
  expires_at: number;
}
