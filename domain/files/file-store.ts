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

/** Objects as the API needs them: large ones pass through as streams, and files are staged before they are objects. */
export interface FileStore extends Objects {
  /**
   * An object's bytes, or a part of them, as a stream; undefined if it is missing or erased. The digest is checked
   * before the first byte of a part, and before the last byte of the whole, is given.
   */
  open(sha256: Hex, part?: ByteRange): Promise<ReadableStream<Uint8Array> | undefined>;
  /** Take an object away that nothing names. What was erased stays erased. */
  remove(sha256: Hex): Promise<void>;
  readonly staging: UploadStaging;
  /** Whether the storage can be used, as of some seconds ago at most. Never throws. */
  health(): Promise<ServiceHealth>;
  /** Addresses of the storage itself; null where this server takes files in and gives them out. */
  readonly addresses: FileAddresses | null;
}

/** From when until when an address is good. */
export interface Period {
  readonly from: Date;
  readonly until: Date;
}

/** A part of an upload, as it is to be brought. */
export interface PartAddress {
  readonly url: string;
  /** What has to be sent along; it is signed. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A part of an upload, and what its address was signed for. */
export interface SignedPart {
  readonly uploadId: string;
  readonly number: number;
  readonly size: number;
  readonly mediaType: string;
  readonly sha256: Hex;
}

/** Addresses that whoever has one may bring or fetch one file by, without a token. */
export interface FileAddresses {
  /** Where a part of an upload is brought; the same part and period have the same one. */
  toPut(part: SignedPart, handle: string | null, period: Period): Promise<PartAddress>;
  /** Where an object is read. */
  toGet(info: ObjectInfo, period: Period): Promise<string>;
}

/** Addresses of this server's own. */
export interface OwnFileAddresses extends FileAddresses {
  /** The part that an address was signed for, and until when it is good; undefined if it was not signed here. */
  readPut(
    uploadId: string,
    number: number,
    query: Readonly<Record<string, string>>,
  ): (SignedPart & { readonly expiresAt: Date }) | undefined;
  /** Until when a file may be read by an address; undefined if it was not signed here. */
  readGet(sha256: Hex, query: Readonly<Record<string, string>>): Date | undefined;
}
