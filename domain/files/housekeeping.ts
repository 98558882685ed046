/** What keeps the tables from growing without bound. */
export interface Housekeeping {
  /** The number of an account's operations that wait for its wallet's signature. */
  unsigned(accountId: number): Promise<number>;
  /** Delete what is no longer needed. Gives the number of rows. */
  prune(now: Date): Promise<number>;
}
