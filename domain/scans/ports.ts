import type { Hex } from "../shared/hex.ts";
import type { Page } from "../shared/page.ts";
import type { ComparedScan } from "./scan-anomaly.ts";

/** What a request tells of who looks. Nothing of this is kept. */
export interface Client {
  readonly address: string;
  readonly userAgent: string;
}

/** The sorts of devices that are told apart. */
export type Device = "iOS" | "Android" | "Web";

/** What can be told of a client without keeping who it is. */
export interface Clients {
  /** Whether it is a program that looks at many pages, and no person. */
  isBot(client: Client): boolean;
  /** The country that the address is of, as ISO 3166-1 alpha-2; null where that is not known. */
  regionOf(client: Client): string | null;
  deviceOf(client: Client): Device;
}

/** Gives clients names that hold for one day and one subject, and that nobody can trace back once the day is over. */
export interface Visitors {
  nameOf(at: Date, subject: string, client: Client): Promise<string>;
}

/** One look at a batch. */
export interface Scan {
  readonly id: string;
  readonly batchId: Hex;
  readonly at: Date;
  /** As `Visitors` names it. */
  readonly visitor: string;
  readonly region: string | null;
  readonly device: Device;
}

/** Looks at batches, and downloads of their certificates. */
export interface Scans {
  /** Keep a look. It is written with others a moment later; one that cannot be named is lost. Never throws. */
  record(scan: Promise<Scan>): void;
  /** Keep a download of a certificate. Never throws. */
  recordDownload(download: { readonly batchId: Hex; readonly number: string; readonly at: Date }): void;
  /** How long a look of a batch lasted: the longest that was told counts. False if there is none since then. */
  setDuration(id: string, batchId: Hex, seconds: number, since: Date): Promise<boolean>;
  /** Write what is still waiting to be. Never throws. */
  flush(): Promise<void>;
  /** The latest looks of a batch, at most `limit`. */
  latest(batchId: Hex, limit: number): Promise<ComparedScan[]>;
  statistics(batchId: Hex, range: TimeRange): Promise<ScanStatistics>;
}

/** From the one moment to the other, both included; open where one is null. */
export interface TimeRange {
  readonly from: Date | null;
  readonly to: Date | null;
}

/** What the looks of a batch come to. Lists have the most first, and equals by name. */
export interface ScanStatistics {
  readonly total: number;
  readonly unique: number;
  /** Null stands for those whose country is not known. */
  readonly byRegion: readonly { readonly region: string | null; readonly count: number }[];
  readonly byDevice: readonly { readonly device: Device; readonly count: number }[];
  /** By day in UTC, the earliest first; days without looks are left out. */
  readonly byDay: readonly { readonly day: string; readonly count: number }[];
  /** In seconds, of those looks that told how long they lasted; null for none. */
  readonly averageDuration: number | null;
  readonly downloads: number;
}

/** What a shopper said of a batch. */
export interface Feedback {
  readonly id: string;
  readonly rating: number;
  readonly text: string;
  readonly createdAt: Date;
}

/** What shoppers said. */
export interface Feedbacks {
  /** Keep it, or give what this visitor said of this batch before on that day. */
  leave(feedback: Feedback & { readonly batchId: Hex; readonly visitor: string }): Promise<Feedback>;
  /** The latest first. */
  list(batchId: Hex, request: { readonly page: number; readonly limit: number }): Promise<Page<Feedback>>;
  /** How many there are, and the sum of their ratings. */
  ratings(batchId: Hex, range: TimeRange): Promise<{ readonly count: number; readonly sum: number }>;
}
