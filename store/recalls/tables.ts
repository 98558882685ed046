import type { Generated } from "kysely";

/** Recalls that were asked for here. */
export interface RecallsTable {
  number: Generated<number>;
  account_id: number;
  batch_id: string;
  batch_code: string;
  reason: string;
  class: string;
  scope: string;
  instruction: string;
  contact: string;
  /** Whether it is an exercise: 1 or 0. */
  drill: number;
  created_at: number;
  lifted_at: number | null;
  lift_reason: string | null;
}

/** The batches of each. */
export interface RecallItemsTable {
  recall: number;
  batch_id: string;
  code: string;
  unit: string;
  holder: string;
  /** Decimal text: thousandths of the unit. */
  remaining: string;
  sold: string;
  marking: string;
  actor: string | null;
  operation_id: string | null;
  /** JSON of what the holder found; null until it said so. */
  acknowledgement: string | null;
}

/** Holders who were told of a recall, or are not to be. */
export interface RecallNoticesTable {
  recall: number;
  holder: string;
  told_at: number;
}
