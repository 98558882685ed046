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

/** The use of a refresh token: its successor, and what identifies a retry of the same request. */
export interface RefreshUse {
  readonly hash: string;
  readonly successor: NewRefreshToken;
  /** The random half of the successor; the other half is the token itself. */
  readonly nonce: string;
  /** Hash of the request's idempotency key. */
  readonly request: string | null;
  readonly at: Date;
  /** A token that was used after this may be used again, for the same answer. */
  readonly graceSince: Date;
}

/** The outcome. `repeated`: this was answered before, a moment ago or to this same request, and its answer not yet used. */
export type Refreshed =
  | { readonly outcome: "rotated" | "repeated"; readonly session: Session; readonly nonce: string; readonly at: Date }
  | { readonly outcome: "reused"; readonly accountId: number }
  | { readonly outcome: "unknown" };

/** The sessions. What is over is deleted. */
export interface Sessions {
  open(session: Session, token: NewRefreshToken, at: Date): Promise<void>;
  isOpen(id: string): Promise<boolean>;
  /**
   * Use a refresh token atomically: simultaneous uses have one answer. A later use shows that two parties have the
   * token, and ends the session.
   */
  refresh(use: RefreshUse): Promise<Refreshed>;
  end(id: string): Promise<void>;
}

/** The keyed hash of a secret (HMAC-SHA-256, in hex): the database alone is not enough to use or guess it. */
export type KeyedHash = (purpose: string, ...texts: readonly string[]) => string;

/** A code to issue. The code itself is not stored: it is the keyed hash of `seed`. */
export interface NewResetCode {
  /** Keyed hash of whom it is for and by which channel. */
  readonly subject: string;
  readonly seed: string;
  /** Keyed hash of the request's idempotency key. */
  readonly request: string | null;
  readonly expiresAt: Date;
}

/**
 * Password reset codes. Unknown accounts get an entry too, which no code matches: the work and the counting of attempts
 * are the same.
 */
export interface ResetCodes {
  /**
   * Replace the subject's earlier code and queue its message, unless there is no recipient. Gives the seed in force:
   * the earlier one, without a new message, if this same request came before.
   */
  issue(code: NewResetCode, message: NewMessage, deliver: boolean, now: Date): Promise<string>;
  /**
   * Count an attempt. Gives the seed; undefined if there is no code, it has expired, or there were too many attempts.
   */
  attempt(subject: string, now: Date): Promise<string | undefined>;
  /** Consume the code. Gives whether it existed: of two concurrent calls only one succeeds. */
  take(subject: string, seed: string): Promise<boolean>;
}

/** A token that verifies an email address. */
export interface NewEmailVerification {
  readonly hash: string;
  readonly accountId: number;
  readonly email: string;
  readonly expiresAt: Date;
}

/** Tokens that verify email addresses. */
export interface EmailVerifications {
  /** Store a token and queue its message; neither if this same request came before. */
  issue(
    verification: NewEmailVerification,
    message: NewMessage,
    idempotency: Idempotency | undefined,
    now: Date,
  ): Promise<void>;
  find(hash: string, now: Date): Promise<Pick<NewEmailVerification, "accountId" | "email"> | undefined>;
}
