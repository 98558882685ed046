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
