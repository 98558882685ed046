/** Files, on their way in and where they are named. */

/** Who brought which file. */
export interface UploadsTable {
  account_id: number;
  sha256: string;
  created_at: number;
}

/** Files that were announced. */
export interface UploadsPendingTable {
  id: string;
  account_id: number;
  filename: string | null;
  media_type: string;
  size: number;
  sha256: string;
  restricted: number;
  part_size: number;
  /** What the storage calls the upload. */
  handle: string | null;
  state: string;
  /** Whether it is nobody's orphan, whether or not a record names it yet. */
  kept: number;
  created_at: number;
  expires_at: number;
  stored_at: number | null;
}

/** Which record names which file: kept by triggers on `records`. */
export interface RecordFilesTable {
  sha256: string;
  digest: string;
}

/** Objects on IPFS, or on their way there. */
export interface PinsTable {
  sha256: string;
  cid: string;
  /** `waiting` to be pinned, `pinned`, `withheld` from the public and so from IPFS. */
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
