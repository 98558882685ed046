import type { Hex } from "../shared/hex.ts";
import type { Page, PageRequest } from "../shared/page.ts";
import type { ComparedScan } from "./scan-anomaly.ts";

/** What a request reveals about the client. None of it is stored. */
export interface Client {
  readonly address: string;
  readonly userAgent: string;
}

/** The types of devices that are distinguished. */
export type Device = "iOS" | "Android" | "Web";

/** Where a client is. */
export interface Region {
  /** As ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Whether the data is good enough to hold against somebody that the client was there. */
  readonly dependable: boolean;
}

/** What is known about a client without identifying it. */
export interface Clients {
  /** Whether it is a bot. */
  isBot(client: Client): boolean;
  /** The country that the address is of, which may be the start of its network (`2001:db8::/64`); null where it is not known. */
  regionOf(client: Client): Region | null;
  deviceOf(client: Client): Device;
}

/** Gives clients pseudonyms for one day and one subject, which cannot be traced back once the day is over. */
export interface Visitors {
  nameOf(at: Date, subject: string, client: Client): Promise<string>;
}

/** One scan of a batch. */
export interface Scan {
  readonly id: string;
  readonly batchId: Hex;
  readonly at: Date;
  /** Its pseudonym (see `Visitors`). */
  readonly visitor: string;
  readonly region: Region | null;
  readonly device: Device;
}

/** Scans of batches, and downloads of their certificates. */
export interface Scans {
  /** Record a scan. It is written with others a moment later; one without a pseudonym is lost. Never throws. */
  record(scan: Promise<Scan>): void;
  /** Record a download of a certificate. Never throws. */
  recordDownload(download: { readonly batchId: Hex; readonly number: string; readonly at: Date }): void;
  /** Set a scan's duration: the longest reported counts. False if there is no such scan since then. */
  setDuration(id: string, batchId: Hex, seconds: number, since: Date): Promise<boolean>;
  /** Write what is still buffered. Never throws. */
  flush(): Promise<void>;
  /** The latest scans of a batch whose country can be depended on, at most `limit`. */
  latest(batchId: Hex, limit: number): Promise<ComparedScan[]>;
  statistics(batchId: Hex, range: TimeRange): Promise<ScanStatistics>;
}

/** From the one moment to the other, both included; open where one is null. */
export interface TimeRange {
  readonly from: Date | null;
  readonly to: Date | null;
}

/** Totals of a batch's scans. Lists are sorted by count, then by name. */
export interface ScanStatistics {
  readonly total: number;
  readonly unique: number;
  /** Null stands for unknown countries. */
  readonly byRegion: readonly { readonly region: string | null; readonly count: number }[];
  readonly byDevice: readonly { readonly device: Device; readonly count: number }[];
  /** By day in UTC, the earliest first; days without scans are left out. */
  readonly byDay: readonly { readonly day: string; readonly count: number }[];
  /** In seconds, over the scans with a reported duration; null if there are none. */
  readonly averageDuration: number | null;
  readonly downloads: number;
}

/** A shopper's feedback on a batch. */
export interface Feedback {
  readonly id: string;
  readonly rating: number;
  readonly text: string;
  readonly createdAt: Date;
}

/** Shoppers' feedback. */
export interface Feedbacks {
  /** Store it, or give this visitor's earlier feedback on this batch from the same day. */
  leave(feedback: Feedback & { readonly batchId: Hex; readonly visitor: string }): Promise<Feedback>;
  /** The latest first. */
  list(batchId: Hex, request: PageRequest): Promise<Page<Feedback>>;
  /** How many there are, and the sum of their ratings. */
  ratings(batchId: Hex, range: TimeRange): Promise<{ readonly count: number; readonly sum: number }>;
}
