/** What keeps the tables from growing without bound. */
export interface Housekeeping {
  /** How many of an account's operations wait for its wallet's signature. */
  unsigned(accountId: number): Promise<number>;
  /** Forget what is of no more use. Gives how many rows that were. */
  prune(now: Date): Promise<number>;
}
