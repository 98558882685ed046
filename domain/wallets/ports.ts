import type { Account } from "../accounts/account.ts";
import type { Idempotency } from "../operations/outbox.ts";
import type { Hex } from "../shared/hex.ts";

/** What a wallet is asked to sign, so that it is known to be its owner's. */
export interface WalletStatement {
  readonly address: Hex;
  /** What signing it does, in one line of plain ASCII that the wallet shows. */
  readonly statement: string;
  readonly nonce: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** Wallets, as far as proving one's own needs them. */
export interface Wallets {
  /** The text to sign (EIP-4361), which names this server, so that no other can have it signed for itself. */
  message(statement: WalletStatement): string;
  /**
   * Whether the address signed the text (EIP-191): with its key, or, where it is a contract, as that one says
   * (ERC-1271). Throws `unavailable` where the chain has to be asked and cannot be.
   */
  signed(address: Hex, message: string, signature: Hex): Promise<boolean>;
}

/** A text that was handed out to be signed. */
export interface WalletChallenge {
  readonly accountId: number;
  readonly address: Hex;
  readonly message: string;
  readonly nonce: string;
  readonly expiresAt: Date;
}

/** A wallet that was proved to be an account's. */
export interface WalletBinding {
  readonly challenge: WalletChallenge;
  /** Whether the account's role is to be granted on chain to the wallet; written down with it, as at registration. */
  readonly grantDue: boolean;
  readonly idempotency: Idempotency | undefined;
  readonly at: Date;
}

/** Which wallets are asked for, and whose they are. */
export interface WalletBindings {
  /** Keep what was handed out; what expired before `at` is forgotten. */
  challenge(challenge: WalletChallenge, at: Date): Promise<void>;
  /** What was handed out to an account as this very text; undefined if it was not, or was used. */
  challengeOf(accountId: number, message: string): Promise<WalletChallenge | undefined>;
  /**
   * Use the challenge up and make its address the account's, in one transaction; the address that it had is kept as an
   * earlier one. Gives undefined if the challenge was used up meanwhile. Throws a `conflict` if the address is, or
   * once was, another account's.
   */
  bind(binding: WalletBinding): Promise<Account | undefined>;
}
