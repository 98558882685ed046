import type { ReadingLimit, ReadingsSummary } from "../records/readings.ts";
import type { Hex } from "../shared/hex.ts";

/** How readings are sent. */
export type ReadingsFormat = "json" | "ndjson" | "csv";

/** Readings as they came. */
export interface SentReadings {
  readonly bytes: Uint8Array;
  readonly format: ReadingsFormat;
  /** What is said beside them where the format has no place for it. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The product's, for where the request has none. */
  readonly limits: readonly ReadingLimit[];
  /** Unix time in milliseconds. */
  readonly now: number;
  /** 16 bytes in hex. */
  readonly salt: string;
}

/** Readings that can be anchored. */
export interface AcceptedReadings {
  /** The file that holds them. */
  readonly bytes: Uint8Array;
  readonly root: Hex;
  readonly summary: Omit<ReadingsSummary, "file">;
  /** What the request said besides, checked. */
  readonly fields: ReadingsFields;
}

/** What a request says beside the readings. */
export interface ReadingsFields {
  readonly title: string;
  readonly description: string;
  readonly location: string;
  readonly restricted: boolean;
}

/** Readings of one line as they are stored. */
export interface StoredReadings {
  readonly bytes: Uint8Array;
  /** Their SHA-256. */
  readonly file: Hex;
  readonly salt: string;
  readonly root: Hex;
  /** The line's number in its batch. */
  readonly seq: number;
}

/** Which readings are asked for. Times in milliseconds; `points`: at most so many of each series. */
export interface ReadingsQuery {
  readonly from: number;
  readonly to: number;
  readonly sensor: string | undefined;
  readonly type: string | undefined;
  readonly points: number;
}

/** A reading as it is told: `seq` and `index` name it in its batch. */
export interface ToldReading {
  readonly seq: number;
  readonly index: number;
  readonly time: string;
  readonly sensor: string;
  readonly type: string;
  readonly value: string;
  readonly unit: string;
}

/** What was found. */
export interface FoundReadings {
  /** By series, each by time. */
  readonly readings: readonly ToldReading[];
  /** How many there are of the query, the ones that are left out included. */
  readonly total: number;
  /** Lines whose file is not what their root says. */
  readonly contradicting: readonly number[];
}

/** A reading, and what proves it under its line's root. `salt` is its own, a decimal. */
export interface ProvedReading {
  readonly reading: ToldReading;
  readonly salt: string;
  readonly path: readonly Hex[];
}

/** Works on readings by the ten thousands, without holding up whoever else is served. Throws `unavailable` when busy. */
export interface ReadingsWorkshop {
  /** Throws `validation`, with the first faults by row and field, and `payload-too-large`. */
  accept(sent: SentReadings): Promise<AcceptedReadings>;
  find(stored: readonly StoredReadings[], query: ReadingsQuery): Promise<FoundReadings>;
  /** Undefined where there is no such reading, or the file is not what the root says. */
  prove(stored: StoredReadings, index: number): Promise<ProvedReading | undefined>;
}
