import type { Generated } from "kysely";

/** Files that were brought, and documents that were written: what may have to be taken away. */
export interface FilesTable {
  sha256: string;
  size: number;
  /** When it was last brought, or named by what was to be recorded. */
  touched_at: number;
  /** 1 once a record on chain has named it: the chain never forgets that. */
  named: Generated<number>;
  /** Since when it is being taken away; 0 while it is not. */
  collecting: Generated<number>;
}

/** Who brought which file. */
export interface UploadsTable {
  account_id: number;
  sha256: string;
  created_at: number;
  size: Generated<number>;
  /** As in `files`: kept by a trigger on it. */
  named: Generated<number>;
  /** 1 if whoever brought it had neither a role nor an approval then. */
  unapproved: Generated<number>;
}

/** Room for files that are on their way in. */
export interface UploadReservationsTable {
  id: string;
  account_id: number;
  bytes: number;
  unapproved: number;
  expires_at: number;
}

/** Record documents whose names of files are known. */
export interface DocumentsTable {
  digest: string;
  created_at: number;
}

/** Which document, recorded or on its way to be, names which file. */
export interface DocumentFilesTable {
  sha256: string;
  digest: string;
}

/** Which record names which file: kept by triggers on `records`. */
export interface RecordFilesTable {
  sha256: string;
  digest: string;
}

/** Documents that the indexer waits for: not a projection, since when one is asked for again is nothing that the chain tells. */
export interface RecordQueueTable {
  /** Who named it: the lane in which it waits. */
  actor: string;
  /** Not to be asked for before, in milliseconds; 0 for what was never asked for again. */
  not_before: number;
  digest: string;
  attempts: number;
}

/** Objects that were stored since the indexer last looked. */
export interface RecordArrivalsTable {
  number: Generated<number>;
  digest: string;
}

/** Objects on IPFS, or on their way there. */
export interface PinsTable {
  sha256: string;
  cid: string;
  /** `waiting` to be pinned, `pinned`, `withheld` from the public and so from IPFS, or `removed`. */
  state: string;
  attempts: number;
  /** Not to be looked at again before, in milliseconds. */
  not_before: number;
}

/** The blocks of objects that have more than one. */
export interface CidsTable {
  cid: string;
  sha256: string;
}
