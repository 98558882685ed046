import type { Hex } from "../model.ts";
import type { StagedFile } from "./stage.ts";

/**
 * `pending`: may be brought. `stored`: an attachment. `refused`: was not what it was said to be. `collecting`: is being
 * taken away.
 */
export type UploadState = "pending" | "stored" | "refused" | "collecting";

/** An upload that was announced. */
export interface PendingUpload extends StagedFile {
  readonly accountId: number;
  /** As its sender calls it; null if it did not say. */
  readonly filename: string | null;
  readonly state: UploadState;
  readonly createdAt: Date;
  /** Until when it may be brought and completed. */
  readonly expiresAt: Date;
}

/** Uploads that were announced. */
export interface PendingUploads {
  add(upload: PendingUpload): Promise<void>;
  byId(id: string): Promise<PendingUpload | undefined>;
  /** How many the account has under way. */
  underWay(accountId: number): Promise<number>;
  /** A pending upload is an attachment now. `kept`: it is nobody's orphan, whether or not a record names it. */
  stored(id: string, at: Date, kept: boolean): Promise<void>;
  refused(id: string): Promise<void>;
  /** From now on no upload of this file is an orphan. False while the file is being taken away. */
  keep(sha256: Hex): Promise<boolean>;
  /** Uploads that were stored, or else announced, before this time, and those whose collection was begun. */
  before(time: Date, limit: number): Promise<readonly PendingUpload[]>;
  /**
   * Begin to take a stored file away: unless it was kept, a record or product names it, or somebody else brought it
   * too. Whether it began.
   */
  claim(id: string): Promise<boolean>;
  /** The upload is forgotten, and with a collected one who brought it. */
  remove(id: string): Promise<void>;
}
