import type { Idempotency } from "../operations/outbox.ts";
import type { Hex } from "../shared/hex.ts";
import type { Page, PageRequest } from "../shared/page.ts";
import type { Role } from "../shared/roles.ts";
import type { Account } from "./account.ts";

/** What is stored of a new account. */
export interface NewAccount {
  readonly username: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly name: string;
  readonly role: Role | null;
  /** A password's hash with its parameters; never the password. */
  readonly passwordHash: string;
  /** Whether its role is to be granted on chain; written down with the account, so that no crash forgets it. */
  readonly grantDue: boolean;
}

/** An account with what proves its password. */
export type AccountWithPassword = Account & { readonly passwordHash: string };

/** The accounts. Usernames, email addresses and phone numbers are each unique, without regard to case. */
export interface Accounts {
  /**
   * Add an account with a key of its own, whose identifier is registered before. Throws a `conflict` that names the
   * field that is taken. The request's idempotency key is kept with it, so that a retry finds the account again.
   */
  create(account: NewAccount, key: NewKey, idempotency?: Idempotency): Promise<Account>;
  byId(id: number): Promise<Account | undefined>;
  /** By username, email address or phone number. */
  byIdentifier(identifier: string): Promise<AccountWithPassword | undefined>;
  /** What proves the account's password. */
  passwordHashOf(id: number): Promise<string | undefined>;
  /** By the addresses that they have, or once had. */
  byAddresses(addresses: readonly Hex[]): Promise<ReadonlyMap<Hex, Account>>;
  /** The addresses that an account had before it bound a wallet, or another one. */
  earlierAddresses(id: number): Promise<readonly Hex[]>;
  /** The accounts whose role is still to be handed to the outbox: all of them, or only the one of this id. */
  withGrantDue(id?: number): Promise<readonly Account[]>;
  /** The account's role is to be granted. */
  grantDue(id: number): Promise<void>;
  /** The accounts that applied for a role which their address never held on chain, the oldest first. */
  roleApplications(page: PageRequest): Promise<Page<Account>>;
  /** Whether the grant of the account's role was decided on and is on its way to the chain. */
  grantUnderWay(id: number): Promise<boolean>;
  /** The outbox has accepted the grant of the account's role. */
  grantAccepted(id: number): Promise<void>;
  /**
   * Set a password, in one step with the end of every token and session of the account, and with the request's
   * idempotency key. Gives false, and sets nothing, if a request with this key set one before.
   */
  setPassword(id: number, passwordHash: string, idempotency?: Idempotency): Promise<boolean>;
  /** End every token and session of the account. */
  endTokens(id: number): Promise<void>;
  /** The account's holder reads this address; nothing if it is no longer the account's. */
  emailVerified(id: number, email: string): Promise<void>;
}

/** Hashes passwords, slowly. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Whether the password has this hash. Without a hash (an unknown account) it takes as long, and is false. */
  verify(hash: string | undefined, password: string): Promise<boolean>;
}

/** What a token says. */
export interface TokenClaims {
  readonly accountId: number;
  readonly tokenVersion: number;
  /** The session that the token is of; null for one outside of any. */
  readonly sessionId: string | null;
}

/** What a token is to say besides whose it is. */
export interface TokenFacts {
  readonly sessionId?: string;
  /** Now, if left out. */
  readonly issuedAt?: Date;
}

/** A public key in JSON (RFC 7517). */
export type PublicJwk = Readonly<Record<string, string>>;

/** Signs and checks access tokens. */
export interface Tokens {
  /** Seconds for which a token is good. */
  readonly lifetime: number;
  issue(account: Account, facts?: TokenFacts): Promise<string>;
  /** What a good token says; undefined for any other. */
  verify(token: string): Promise<TokenClaims | undefined>;
  /** When a token ends that was issued or verified just now: it is not checked again. */
  expiryOf(token: string): Date;
  /** The keys by which anybody can check a token. */
  readonly publicKeys: readonly PublicJwk[];
}

/** A key that no account has yet. */
export interface NewKey {
  readonly keyId: string;
  readonly address: Hex;
  /** Write down whose it is, where it outlives the database: done when this returns, and before the key is used. */
  register(account: number): void;
}

/** The custodial keys, one an account, by their identifiers. */
export interface CustodialKeys {
  addressOf(keyId: string): Hex;
  /** A key that was never used. */
  create(): NewKey;
}

/** Who decides on others' roles beside the regulators: made on the machine alone, never by a name or a request. */
export interface Administrators {
  has(accountId: number): Promise<boolean>;
}

/** The addresses on the network from which accounts were logged in to, unreadable. */
export interface LogInAddresses {
  isKnown(accountId: number, address: string, at: Date): Promise<boolean>;
  /** Keep one, and forget those that were not used for long. */
  remember(accountId: number, address: string, at: Date): Promise<void>;
}
