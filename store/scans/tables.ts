/** Who looked, and how calls went: for statistics. */
import type { Generated } from "kysely";

/** Looks of people at batches' public pages: nothing here tells who they are. */
export interface ScansTable {
  id: string;
  batch_id: string;
  at: number;
  /** Its day in UTC. */
  day: string;
  /** One and the same for one visitor's looks at one batch on one day. */
  visitor: string;
  /** Country as ISO 3166-1 alpha-2; null where it is not known. */
  region: string | null;
  device: string;
  /** In seconds; null until it is told. */
  duration: number | null;
}

/** Downloads of certificates. */
export interface CertificateDownloadsTable {
  batch_id: string;
  /** The certificate's. */
  number: string;
  at: number;
}

/** What shoppers said of batches; one a visitor, batch and day. */
export interface FeedbackTable {
  number: Generated<number>;
  id: string;
  batch_id: string;
  day: string;
  visitor: string;
  rating: number;
  text: string;
  created_at: number;
}

/** What visitors' names of the day are made with. One row, overwritten every day. */
export interface VisitorSaltTable {
  id: number;
  day: string;
  salt: string;
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
