import type { Generated } from "kysely";

/** Announced files. */
export interface UploadsPendingTable {
  id: string;
  account_id: number;
  filename: string | null;
  media_type: string;
  size: number;
  sha256: string;
  restricted: number;
  part_size: number;
  /** The storage's own id for the upload. */
  handle: string | null;
  state: string;
  /** 1 if the sender had neither a role nor an approval then. */
  unapproved: Generated<number>;
  created_at: number;
  expires_at: number;
  stored_at: number | null;
}

/** Which file came to an address that was issued for any. */
export interface UploadArrivalsTable {
  id: string;
  account_id: number;
  sha256: string;
  arrived_at: number;
}
