import type { Account } from "../accounts/account.ts";
import type { Idempotency } from "../operations/outbox.ts";
import type { Hex } from "../shared/hex.ts";

/** What a wallet is asked to sign, to prove its ownership. */
export interface WalletStatement {
  readonly address: Hex;
  /** What signing it does, in one line of plain ASCII that the wallet shows. */
  readonly statement: string;
  readonly nonce: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** Wallet functions for proving ownership. */
export interface Wallets {
  /** The text to sign (EIP-4361). It names this server, so that no other server can use it. */
  message(statement: WalletStatement): string;
  /**
   * Whether the address signed the text (EIP-191): with its key, or, where it is a contract, as that one says
   * (ERC-1271), or would say once it is deployed (ERC-6492). Throws `unavailable` where the chain has to be asked and
   * cannot be.
   */
  signed(address: Hex, message: string, signature: Hex): Promise<boolean>;
}

/** A text that was issued to be signed. */
export interface WalletChallenge {
  /** The account that the wallet is to be bound to; null for one to log in with. */
  readonly accountId: number | null;
  readonly address: Hex;
  readonly message: string;
  readonly nonce: string;
  readonly expiresAt: Date;
}

/** A wallet that was proved to belong to an account. */
export interface WalletBinding {
  readonly accountId: number;
  readonly challenge: WalletChallenge;
  /** Whether the account's role is to be granted on chain to the wallet; stored with it, as at registration. */
  readonly grantDue: boolean;
  readonly idempotency: Idempotency | undefined;
  readonly at: Date;
}

/** A wallet that an account named as its own, and did not prove. */
export interface WalletClaim {
  readonly accountId: number;
  readonly address: Hex;
  readonly idempotency: Idempotency | undefined;
  readonly at: Date;
}

/** Wallet challenges, claims, and bound wallets. */
export interface WalletBindings {
  /** Keep a claim in place of the account's earlier one. No address is looked up by it. */
  claim(claim: WalletClaim): Promise<void>;
  /** What an account claims; undefined for nothing. */
  claimOf(accountId: number): Promise<Hex | undefined>;
  /** Store a challenge; those that expired before `at` are deleted. */
  challenge(challenge: WalletChallenge, at: Date): Promise<void>;
  /**
   * The challenge issued with this exact text to an account, or to null for logging in; undefined if there is none, or
   * it was used.
   */
  challengeOf(accountId: number | null, message: string): Promise<WalletChallenge | undefined>;
  /** Use a challenge up. Gives false if it was used meanwhile. */
  use(challenge: WalletChallenge): Promise<boolean>;
  /**
   * Use the challenge up and make its address the account's, in one transaction; the address that it had is kept as an
   * earlier one, and what the account claimed is forgotten. Gives undefined if the challenge was used up meanwhile. Throws a `conflict` if the address is, or
   * once was, another account's.
   */
  bind(binding: WalletBinding): Promise<Account | undefined>;
}
