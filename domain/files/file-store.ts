import type { Hex } from "../shared/hex.ts";
import type { ServiceHealth } from "../shared/service-health.ts";
import type { ObjectInfo } from "./object-info.ts";
import type { Objects } from "./objects.ts";
import type { UploadStaging } from "./upload-staging.ts";

/** Positions of the first and last byte of a part. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** Objects as the API needs them: large ones are streamed, and files are staged before they become objects. */
export interface FileStore extends Objects {
  /**
   * An object's bytes, or a part of them, as a stream; undefined if it is missing or erased. The digest is checked
   * before the first byte of a range, and before the last byte of the whole, is returned.
   */
  open(sha256: Hex, part?: ByteRange): Promise<ReadableStream<Uint8Array> | undefined>;
  /** Delete an object that nothing names. An erased one stays erased. */
  remove(sha256: Hex): Promise<void>;
  /**
   * Erase an object for good: its bytes are gone, and it counts as erased from then on, also if it comes again. Can be done
   * again at any time.
   */
  erase(sha256: Hex): Promise<void>;
  readonly staging: UploadStaging;
  /** Whether the storage works, at most some seconds old. Never throws. */
  health(): Promise<ServiceHealth>;
  /** Addresses of the storage itself; null where this server receives and serves files. */
  readonly addresses: FileAddresses | null;
}

/** The period in which an address is valid. */
export interface Period {
  readonly from: Date;
  readonly until: Date;
}

/** A part of an upload to send. */
export interface PartAddress {
  readonly url: string;
  /** Headers that have to be sent; they are signed. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A part of an upload, as its address was signed for. */
export interface SignedPart {
  readonly uploadId: string;
  readonly number: number;
  readonly size: number;
  readonly mediaType: string;
  readonly sha256: Hex;
}

/** Addresses that allow whoever has one to send or fetch one file, without a token. */
export interface FileAddresses {
  /** The address for a part of an upload; the same for the same part and period. */
  toPut(part: SignedPart, handle: string | null, period: Period): Promise<PartAddress>;
  /** The address for reading an object. */
  toGet(info: ObjectInfo, period: Period): Promise<string>;
}

/** Addresses of this server's own. */
export interface OwnFileAddresses extends FileAddresses {
  /** The part that an address was signed for, and its expiry; undefined if it was not signed here. */
  readPut(
    uploadId: string,
    number: number,
    query: Readonly<Record<string, string>>,
  ): (SignedPart & { readonly expiresAt: Date }) | undefined;
  /** The expiry of an address for reading a file; undefined if it was not signed here. */
  readGet(sha256: Hex, query: Readonly<Record<string, string>>): Date | undefined;
}
