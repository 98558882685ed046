import type { Hex } from "../shared/hex.ts";
import type { ObjectInfo } from "./object-info.ts";

/** A file on its way in. */
export interface StagedFile {
  readonly id: string;
  readonly sha256: Hex;
  readonly size: number;
  readonly mediaType: string;
  /** Whether it is withheld from the public. */
  readonly restricted: boolean;
  /** The size of each part but the last; the file's own if there is only one part. */
  readonly partSize: number;
  /** The storage's own id for the upload, if it has one. */
  readonly handle: string | null;
}

/** A part as the storage acknowledged it. */
export interface BroughtPart {
  readonly number: number;
  readonly etag: string;
}

/** Holds files until their digests are checked. Nobody can read them here. */
export interface UploadStaging {
  /** Prepare for a file. Gives the storage's own id for the upload, if it needs one. */
  begin(file: StagedFile): Promise<string | null>;
  /**
   * Receive a part; a repeated part replaces the earlier one. A file of one part is checked at once. Throws
   * `payload-too-large` or `validation`, and then keeps nothing. Null where parts are sent to the storage itself.
   */
  readonly receive: ((file: StagedFile, number: number, body: AsyncIterable<Uint8Array>) => Promise<void>) | null;
  /** The numbers of the parts received; null where the storage cannot list them. */
  arrived(file: StagedFile): Promise<readonly number[] | null>;
  /**
   * Make an object of the uploaded parts, once size, digest and type are checked.
   *
   * @param check Throws if the detected type may not be stored.
   * @param parts The parts as they were acknowledged, for a storage that cannot list them.
   * @throws `conflict` while parts are missing, `validation` for other content, which is then discarded.
   */
  finish(file: StagedFile, check: (mediaType: string) => void, parts?: readonly BroughtPart[]): Promise<ObjectInfo>;
  /** Discard the uploaded parts. */
  discard(file: StagedFile): Promise<void>;
}
