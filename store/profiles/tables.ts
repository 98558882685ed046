/** Projection: one row a line by which an account was described. */
export interface ProfilesTable {
  /** Its number over the whole contract. */
  line: number;
  account: string;
  /** Who described it. */
  author: string;
  /** SHA-256 of the profile; zero where the author takes back what it said. */
  digest: string;
  /** By which roles the author confirms it; 0 for the account itself. */
  roles: number;
  timestamp: number;
}
