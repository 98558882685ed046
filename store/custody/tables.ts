/** Projection: one row an offer of a batch, by its line. */
export interface OffersTable {
  line: number;
  batch_id: string;
  seq: number;
  digest: string;
  /** Who held the batch. */
  custodian: string;
  recipient: string;
  state: string;
  offered_at: number;
  /** The line that ended it, and its block's time; null while it is open. */
  ended_line: number | null;
  ended_at: number | null;
}

/** Offers whose recipient was told, or is not to be; by the digest of their documents, which outlives reorganisations. */
export interface OfferNoticesTable {
  digest: string;
  told_at: number;
}
