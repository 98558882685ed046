import type { Generated } from "kysely";

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

/** Whom was told, or is not to be, of which offers and hand-overs; by the digest of their documents, which outlives reorganisations. */
export interface CustodyNoticesTable {
  subject: string;
  stage: string;
  recipient: string;
  /** Because of whom. */
  giver: string;
  /** Whether a message went out: 1 or 0. */
  sent: number;
  told_at: number;
}

/** Hand-overs of many batches, which are on chain once they are accepted. */
export interface HandOversTable {
  number: Generated<number>;
  account_id: number;
  giver: string;
  custody: string;
  recipient: string;
  /** Canonical JSON of the record document, stored where documents are once its digest goes on chain. */
  document: string;
  digest: string;
  restricted: number;
  /** What the giver signs, its nonce and its deadline; null until it is asked, and once the hand-over has ended. */
  typed_data: string | null;
  nonce: number | null;
  deadline: number | null;
  signature: string | null;
  /** `refused` or `cancelled`; null for all else. */
  ended: string | null;
  reason: string | null;
  created_at: number;
  expires_at: number;
  ended_at: number | null;
  /** Since when its recipient may see it; null while its giver has not signed. */
  offered_at: number | null;
}

/** The batches of each, in their order. */
export interface HandOverItemsTable {
  hand_over: number;
  position: number;
  batch_id: string;
  code: string;
  /** Decimal text: thousandths of the unit. */
  quantity: string;
  /** Who held it: the giver, or whom that one acts for. */
  holder: string;
}
