import type { Generated } from "kysely";

/** One row per ongoing problem. */
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

/** Notices that the webhook has not accepted yet, in order. */
export interface AlertNoticesTable {
  number: Generated<number>;
  id: string;
  alert_id: string;
  /** JSON, as it will be sent. */
  body: string;
  attempts: number;
  /** When to retry, in milliseconds. */
  not_before: number;
}

/** Which process raises alerts, until when, and where its next sample of batches begins. One row. */
export interface AlertWatchTable {
  id: number;
  holder: string;
  until: number;
  position: string;
}

/** What looks at the chain found: one row a day of UTC. */
export interface IntegrityDaysTable {
  day: string;
  checks: number;
  batches: number;
  mismatches: number;
  disagreements: number;
  greatest_lag: number;
}

/** Requests to us and calls to external systems of the last day, for monitoring. */
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
