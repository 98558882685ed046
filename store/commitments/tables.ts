import type { Generated } from "kysely";

/** Commitments that were drawn up: an index to lines on chain, which alone make them. */
export interface CommitmentsTable {
  /** In which order they were drawn up. */
  id: Generated<number>;
  number: string;
  batch_id: string;
  /** Of the PDF. */
  sha256: string;
  account_id: number;
  /** The address whose line makes it. */
  actor: string;
  issued_at: number;
  /** What it is found by, in lower case. */
  search: string;
}
