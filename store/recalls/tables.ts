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
  /** The final line of the contract as of which it was looked at, and whether nothing was left to do then: 1 or 0. */
  looked_line: Generated<number>;
  settled: Generated<number>;
  /** Whether who began it made the batch, or orders it: 1 or 0. */
  of_all: number;
  /** JSON of how many milliseconds each step took. */
  timings: string | null;
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
  /** The operation that lifts it. */
  lift_operation_id: Generated<string | null>;
  /** How often it was to be marked in another way than at first. */
  attempt: Generated<number>;
  /** When it was taken in, of what appeared while the recall stood. */
  added_at: number | null;
}

/** Which holder was told of which batch, or is not to be. */
export interface RecallTellingsTable {
  recall: number;
  holder: string;
  batch_id: string;
  told_at: number;
  /** Whether a message went out to it: 1 or 0. */
  reached: number;
}

/** How often a holder was reminded, and when last. */
export interface RecallRemindersTable {
  recall: number;
  holder: string;
  count: number;
  reminded_at: number;
}

/** What an account found of a batch that it holds or held. Amounts are decimal text of thousandths. */
export interface RecallAcknowledgementsTable {
  recall: number;
  batch_id: string;
  account_id: number;
  found: string;
  quarantined: string;
  destroyed: string;
  note: string;
  said_at: number;
}

/** Firms without an account that are told of a recall by mail. */
export interface RecallOutsidersTable {
  id: Generated<number>;
  recall: number;
  name: string;
  email: string;
  told_at: number | null;
  /** How often a mail was sent. */
  count: Generated<number>;
  /** What it said that it found, in its own words; null until it did. */
  found: string | null;
  note: string | null;
  said_at: number | null;
}
