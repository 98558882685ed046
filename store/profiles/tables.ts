/** What profiles say that accounts are found by: of each profile that was read here, projection or not. */
export interface ProfileDocumentsTable {
  digest: string;
  account: string;
  gln: string | null;
  en_skeleton: string | null;
  zh_skeleton: string | null;
}

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
