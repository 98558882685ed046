import type { Admit } from "../files/upload-quota.ts";
import type { StagedFile } from "../files/upload-staging.ts";

/** `pending`: may be sent. `stored`: an attachment. `refused`: did not match the announcement. */
export type UploadState = "pending" | "stored" | "refused";

/** An upload that was announced. */
export interface PendingUpload extends StagedFile {
  readonly accountId: number;
  /** The sender's file name; null if not given. */
  readonly filename: string | null;
  /** Whether its sender had neither a role nor an approval when it was announced. */
  readonly unapproved: boolean;
  readonly state: UploadState;
  readonly createdAt: Date;
  /** When it expires. */
  readonly expiresAt: Date;
}

/** Uploads that were announced. */
export interface PendingUploads {
  /** Store an upload, atomically with the rule that admits it: from then on room is reserved for it. */
  add(upload: PendingUpload, admit: Admit, now: Date): Promise<void>;
  /** The storage's own id for the upload. */
  begun(id: string, handle: string): Promise<void>;
  byId(id: string): Promise<PendingUpload | undefined>;
  /** A pending upload is an attachment now, and counts as one. */
  stored(id: string, at: Date): Promise<void>;
  refused(id: string): Promise<void>;
  /** Uploads that were stored, or else announced, before this time. */
  before(time: Date, limit: number): Promise<readonly PendingUpload[]>;
  /** Delete the upload. */
  remove(id: string): Promise<void>;
}
