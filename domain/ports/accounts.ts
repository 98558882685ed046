import type { Account, Hex } from "../model.ts";
import type { Role } from "../roles.ts";

/** What is stored of a new account. */
export interface NewAccount {
  readonly username: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly name: string;
  readonly role: Role | null;
  /** A password's hash with its parameters; never the password. */
  readonly passwordHash: string;
}

/** The accounts. Usernames, email addresses and phone numbers are each unique, without regard to case. */
export interface Accounts {
  /**
   * Add an account; its address is that of the custodial key numbered by its id. Throws a `conflict` that names the
   * field that is taken.
   */
  create(account: NewAccount, addressOf: (id: number) => Hex): Promise<Account>;
  byId(id: number): Promise<Account | undefined>;
  /** By username, email address or phone number. */
  byIdentifier(identifier: string): Promise<(Account & { readonly passwordHash: string }) | undefined>;
  byAddresses(addresses: readonly Hex[]): Promise<ReadonlyMap<Hex, Account>>;
}

/** Hashes passwords, slowly. */
export interface Passwords {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

/** What a token says. */
export interface TokenClaims {
  readonly accountId: number;
  readonly tokenVersion: number;
}

/** Signs and checks access tokens. */
export interface Tokens {
  /** Seconds for which a token is good. */
  readonly lifetime: number;
  issue(account: Account): Promise<string>;
  /** What a good token says; undefined for any other. */
  verify(token: string): Promise<TokenClaims | undefined>;
}

/** The custodial keys, one an account. */
export interface CustodialKeys {
  addressOf(accountId: number): Hex;
}
