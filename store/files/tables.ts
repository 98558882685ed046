import type { Generated } from "kysely";

/** Uploaded files and written documents, which may have to be deleted. */
export interface FilesTable {
  sha256: string;
  size: number;
  /** When it was last uploaded, or named by a document to be recorded. */
  touched_at: number;
  /** 1 once a record on chain has named it: the chain never forgets that. */
  named: Generated<number>;
  /** When its deletion was claimed; 0 if it was not. */
  collecting: Generated<number>;
}

/** Who uploaded which file. */
export interface UploadsTable {
  account_id: number;
  sha256: string;
  created_at: number;
  size: Generated<number>;
  /** As in `files`: kept by a trigger on it. */
  named: Generated<number>;
  /** 1 if the uploader had neither a role nor an approval then. */
  unapproved: Generated<number>;
}

/** Room reserved for files being uploaded. */
export interface UploadReservationsTable {
  id: string;
  account_id: number;
  bytes: number;
  unapproved: number;
  expires_at: number;
}

/** Record documents whose named files are known. */
export interface DocumentsTable {
  digest: string;
  created_at: number;
}

/** Which document, recorded or about to be, names which file. */
export interface DocumentFilesTable {
  sha256: string;
  digest: string;
}

/** Which record names which file: kept by triggers on `records`. */
export interface RecordFilesTable {
  sha256: string;
  digest: string;
}

/** Documents that the indexer waits for: not a projection, since retry times do not come from the chain. */
export interface RecordQueueTable {
  /** Who named it: the lane in which it waits. */
  actor: string;
  /** When to retry, in milliseconds; 0 for what was not retried yet. */
  not_before: number;
  digest: string;
  attempts: number;
}

/** Objects stored since the indexer last checked. */
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
  /** When it is due again, in milliseconds. */
  not_before: number;
}

/** The blocks of objects that have more than one. */
export interface CidsTable {
  cid: string;
  sha256: string;
}
