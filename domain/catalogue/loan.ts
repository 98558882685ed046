import type { Account } from "../accounts/account.ts";

/** That an item of the catalogue may be used by somebody besides its owner. */
export interface Loan {
  /** Null for all accounts. */
  readonly to: Account | null;
  readonly since: Date;
}

/** What can be lent. */
export interface Lendable {
  readonly id: string;
  readonly ownerId: number;
}

/** What stands in a loan's place for all accounts. */
export const EVERYBODY = "all";
