import type { Idempotency } from "../operations/outbox.ts";
import type { Hex } from "../shared/hex.ts";
import type { Role } from "../shared/roles.ts";
import type { Account } from "./account.ts";

/** A new account as it is stored. */
export interface NewAccount {
  readonly username: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly name: string;
  readonly role: Role | null;
  /** A password's hash with its parameters; never the password. */
  readonly passwordHash: string;
  /** Whether its role is to be granted on chain; stored with the account, as an application, so that no crash loses it. */
  readonly grantDue: boolean;
}

/** An account with its password hash. */
export type AccountWithPassword = Account & { readonly passwordHash: string };

/** An account whose agents are due. */
export interface AgentsDue {
  readonly account: Account;
  /** When it bound the wallet. */
  readonly since: Date;
}

/** An account's phone number as it is stored. */
export interface StoredPhone {
  readonly id: number;
  readonly phone: string;
}

/** The accounts. Usernames, email addresses and phone numbers are each unique, without regard to case. */
export interface Accounts {
  /**
   * Add an account with a key of its own, whose identifier is registered first. Throws a `conflict` that names the
   * field that is taken. The request's idempotency key is kept with it, so that a retry finds the account again.
   */
  create(account: NewAccount, key: NewKey, idempotency?: Idempotency): Promise<Account>;
  byId(id: number): Promise<Account | undefined>;
  /** By username, email address or phone number in the form that it is stored in. */
  byIdentifier(identifier: string): Promise<AccountWithPassword | undefined>;
  /** The account's password hash. */
  passwordHashOf(id: number): Promise<string | undefined>;
  /** By their current or former addresses. */
  byAddresses(addresses: readonly Hex[]): Promise<ReadonlyMap<Hex, Account>>;
  /** The addresses that an account had before it bound a wallet, or another one. */
  earlierAddresses(id: number): Promise<readonly Hex[]>;
  /** The accounts that bound a wallet whose agents are still to be handed to the outbox: all, or only the one of this id. */
  withAgentsDue(id?: number): Promise<readonly AgentsDue[]>;
  /** The outbox has accepted the agents that were due since then. */
  agentsAccepted({ account, since }: AgentsDue): Promise<void>;
  /**
   * Set a password, in one step with the end of every token and session of the account, and with the request's
   * idempotency key. Gives false, and sets nothing, if a request with this key set one before.
   */
  setPassword(id: number, passwordHash: string, idempotency?: Idempotency): Promise<boolean>;
  /** Invalidate every token and session of the account. */
  endTokens(id: number): Promise<void>;
  /** All phone numbers, the oldest account's first. */
  phones(): Promise<readonly StoredPhone[]>;
  /**
   * Store a phone number in another form. A younger account that has this form already is given the former one in
   * exchange. Gives false, and changes nothing, if an older one has it.
   */
  respellPhone(stored: StoredPhone, phone: string): Promise<boolean>;
  /** Mark this address as verified; does nothing if it is no longer the account's. */
  emailVerified(id: number, email: string): Promise<void>;
}

/** Phone numbers, which people write in many ways. */
export interface Phones {
  /** The number in its one international form (ITU-T E.164: `+8613800138000`); null for what is none. */
  e164(text: string): string | null;
}

/** Hashes passwords, slowly. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Whether the password has this hash. Without one (an unknown account) it takes just as long and gives false. */
  verify(hash: string | undefined, password: string): Promise<boolean>;
}

/** The passwords that people choose most often. */
export interface CommonPasswords {
  /** How many are commoner than this one, which is in lower case; null if it is not known as common. */
  rankOf(password: string): number | null;
}

/** A token's claims. */
export interface TokenClaims {
  readonly accountId: number;
  readonly tokenVersion: number;
  /** The session that the token is of; null for one outside of any. */
  readonly sessionId: string | null;
}

/** Further claims for a token. */
export interface TokenFacts {
  readonly sessionId?: string;
  /** Now, if left out. */
  readonly issuedAt?: Date;
  /** Its own lifetime in seconds, where that differs from other tokens'. */
  readonly lifetime?: number;
}

/** A public key in JSON (RFC 7517). */
export type PublicJwk = Readonly<Record<string, string>>;

/** Signs and checks access tokens. */
export interface Tokens {
  /** A token's lifetime in seconds. */
  readonly lifetime: number;
  issue(account: Account, facts?: TokenFacts): Promise<string>;
  /** A valid token's claims; undefined for any other. */
  verify(token: string): Promise<TokenClaims | undefined>;
  /** When a token that was just issued or verified expires; it is not checked again. */
  expiryOf(token: string): Date;
  /** The keys by which anybody can check a token. */
  readonly publicKeys: readonly PublicJwk[];
}

/** A key that no account has yet. */
export interface NewKey {
  readonly keyId: string;
  readonly address: Hex;
  /** Record its owner where it outlives the database: completed before this returns, and before the key is used. */
  register(account: number): void;
}

/** The custodial keys, one an account, by their identifiers. */
export interface CustodialKeys {
  addressOf(keyId: string): Hex;
  /** A key that was never used. */
  create(): NewKey;
}

/**
 * Who decides on others' roles besides the regulators: appointed only on the machine itself, never by name or request.
 */
export interface Administrators {
  has(accountId: number): Promise<boolean>;
}

/** The network addresses that accounts have logged in from, stored unreadably. */
export interface LogInAddresses {
  isKnown(accountId: number, address: string, at: Date): Promise<boolean>;
  /** Remember one, and forget those not used for a long time. */
  remember(accountId: number, address: string, at: Date): Promise<void>;
}
