import type { Generated } from "kysely";

/** Scans of batches' public pages: nothing here identifies people. */
export interface ScansTable {
  id: string;
  batch_id: string;
  at: number;
  /** Its day in UTC. */
  day: string;
  /** The same for all scans of one batch by one visitor on one day. */
  visitor: string;
  /** Country as ISO 3166-1 alpha-2; null if unknown. */
  region: string | null;
  /** 1 where anomalies may be judged by the region. */
  region_dependable: number;
  device: string;
  /** In seconds; null until it is reported. */
  duration: number | null;
}

/** Shoppers' feedback; one per visitor, batch and day. */
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

/** The salt of the day's pseudonyms. One row, overwritten every day. */
export interface VisitorSaltTable {
  id: number;
  day: string;
  salt: string;
}
