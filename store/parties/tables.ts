/** Projection: whom custodians admitted to batches. */
export interface PartiesTable {
  custodian: string;
  /** Empty for all that the custodian holds. */
  batch_id: string;
  account: string;
  /** The number of the line that says so. */
  line: number;
  /** When that was written, in seconds. */
  since: number;
}

/** What custodians wrote down about parties, for themselves. */
export interface PartyNotesTable {
  custodian: string;
  batch_id: string;
  account: string;
  note: string;
}
