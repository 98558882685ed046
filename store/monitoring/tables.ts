import type { Generated } from "kysely";

/** One row a problem that lasts. */
export interface AlertsTable {
  kind: string;
  subject: string;
  id: string;
  /** `suspected`, `active`. */
  state: string;
  /** JSON of severity, title and details. */
  problem: string;
  since: number;
  told_at: number | null;
}

/** Notices that the webhook did not take yet, in order. */
export interface AlertNoticesTable {
  number: Generated<number>;
  id: string;
  alert_id: string;
  /** JSON, as it will be sent. */
  body: string;
  attempts: number;
  /** Not to be tried again before, in milliseconds. */
  not_before: number;
}

/** Which process watches, until when, and where its next sample of batches begins. One row. */
export interface AlertWatchTable {
  id: number;
  holder: string;
  until: number;
  position: string;
}

/** Calls of the last day, ours and those of systems outside, for monitoring. */
export interface CallsTable {
  /** The system that was called; null for a request to this server. */
  integration: string | null;
  /** The route's pattern; of an outgoing call the operation. */
  endpoint: string;
  at: number;
  milliseconds: number;
  /** `succeeded`, `refused`, `failed`, `rejected`. */
  outcome: string;
}
