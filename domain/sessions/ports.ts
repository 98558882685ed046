import type { NewMessage } from "../messages/outgoing-messages.ts";
import type { Idempotency } from "../operations/outbox.ts";

/** One log-in, on one device. Its refresh tokens are a family: each is used once and followed by the next. */
export interface Session {
  readonly id: string;
  readonly accountId: number;
  /** The account's token version when it logged in: a session of an earlier one is over. */
  readonly tokenVersion: number;
}

/** A refresh token, as it is stored: by its hash. */
export interface NewRefreshToken {
  readonly hash: string;
  readonly expiresAt: Date;
}

/** How a refresh token is used: what follows it, and what a retry of the same request is known by. */
export interface RefreshUse {
  readonly hash: string;
  readonly successor: NewRefreshToken;
  /** The random half of the successor; the other half is the token itself. */
  readonly nonce: string;
  /** Hash of the request's idempotency key. */
  readonly request: string | null;
  readonly at: Date;
}

/** What came of it. `repeated`: this very request was answered before, and its answer not yet used. */
export type Refreshed =
  | { readonly outcome: "rotated" | "repeated"; readonly session: Session; readonly nonce: string; readonly at: Date }
  | { readonly outcome: "reused"; readonly accountId: number }
  | { readonly outcome: "unknown" };

/** The sessions. What is over is deleted. */
export interface Sessions {
  open(session: Session, token: NewRefreshToken, at: Date): Promise<void>;
  isOpen(id: string): Promise<boolean>;
  /**
   * Use a refresh token, in one step: of any number of simultaneous uses one succeeds. A second use tells that two
   * parties hold the token, and ends the session.
   */
  refresh(use: RefreshUse): Promise<Refreshed>;
  end(id: string): Promise<void>;
}

/** The keyed hash of a secret (HMAC-SHA-256, in hex): who has the database alone can neither use it nor guess it. */
export type KeyedHash = (purpose: string, ...texts: readonly string[]) => string;

/** A code to be issued. The code itself is nowhere: it is the keyed hash of `seed`. */
export interface NewResetCode {
  /** Keyed hash of whom it is for and by which channel. */
  readonly subject: string;
  readonly seed: string;
  /** Keyed hash of the request's idempotency key. */
  readonly request: string | null;
  readonly expiresAt: Date;
}

/**
 * Codes for a new password. Whoever has no account gets an entry too, which no code fits: the same work is done, and the
 * same tries are counted.
 */
export interface ResetCodes {
  /**
   * Put a code in the place of the subject's earlier one, and its message in the queue, unless nobody is to have it.
   * Gives the seed that holds: the earlier one, and no new message, if this very request came before.
   */
  issue(code: NewResetCode, message: NewMessage, deliver: boolean, now: Date): Promise<string>;
  /** Count a try. Gives the seed; undefined if there is no code, it has expired, or there were too many tries. */
  attempt(subject: string, now: Date): Promise<string | undefined>;
  /** Take the code away. Gives whether it was there: of two that take it one does. */
  take(subject: string, seed: string): Promise<boolean>;
}

/** A token that proves who reads an address. */
export interface NewEmailVerification {
  readonly hash: string;
  readonly accountId: number;
  readonly email: string;
  readonly expiresAt: Date;
}

/** Tokens that prove who reads an address. */
export interface EmailVerifications {
  /** Keep a token, and put its message in the queue; neither if this very request came before. */
  issue(
    verification: NewEmailVerification,
    message: NewMessage,
    idempotency: Idempotency | undefined,
    now: Date,
  ): Promise<void>;
  find(hash: string, now: Date): Promise<Pick<NewEmailVerification, "accountId" | "email"> | undefined>;
}
