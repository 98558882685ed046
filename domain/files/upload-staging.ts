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
  /** The size of each part but the last; the file's own if it comes in one. */
  readonly partSize: number;
  /** What the storage calls the upload, where it has a name of its own for it. */
  readonly handle: string | null;
}

/** A part as the storage acknowledged it. */
export interface BroughtPart {
  readonly number: number;
  readonly etag: string;
}

/** Where files lie until their digest was checked. Nothing here can be read by anybody. */
export interface UploadStaging {
  /** Prepare for a file. Gives the storage's own name for the upload, if it needs one. */
  begin(file: StagedFile): Promise<string | null>;
  /**
   * Take a part in; a part that comes again replaces the earlier one. A file of one part is checked at once. Throws
   * `payload-too-large` or `validation`, and then keeps nothing. Null where parts are brought to the storage itself.
   */
  readonly receive: ((file: StagedFile, number: number, body: AsyncIterable<Uint8Array>) => Promise<void>) | null;
  /** The numbers of the parts that are there; null where the storage does not tell. */
  arrived(file: StagedFile): Promise<readonly number[] | null>;
  /**
   * Make an object of what was brought, once size, digest and type are what they were said to be.
   *
   * @param check Throws if the type that the bytes tell may not be stored.
   * @param parts The parts as they were acknowledged, for a storage that cannot list them.
   * @throws `conflict` while something is missing, `validation` for other content, which is then discarded.
   */
  finish(file: StagedFile, check: (mediaType: string) => void, parts?: readonly BroughtPart[]): Promise<ObjectInfo>;
  /** Throw away what was brought. */
  discard(file: StagedFile): Promise<void>;
}
