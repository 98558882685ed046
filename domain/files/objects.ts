import type { Visibility } from "../records/line.ts";
import type { Hex } from "../shared/hex.ts";
import type { ObjectInfo } from "./object-info.ts";

/** An object has more bytes than its reader takes. */
export class ObjectTooLong extends Error {
  override readonly name = "ObjectTooLong";
}

/** Record documents and attachments, stored by what they contain. An object is never overwritten. */
export interface Objects {
  /** Store bytes durably. Bytes that are there already keep the visibility that they have. */
  put(bytes: Uint8Array, options: { readonly restricted: boolean }): Promise<ObjectInfo>;
  /** Who may see an object, without reading it. */
  visibility(sha256: Hex): Promise<Visibility>;
  /** An object's facts; undefined if it was never stored. An erased object's size is 0. */
  info(sha256: Hex): Promise<ObjectInfo | undefined>;
  /**
   * An object's bytes, after checking their digest; undefined if it is missing or erased. Throws if they changed, and an
   * ObjectTooLong, before any of them is read, if there are more than `limit`.
   */
  get(sha256: Hex, limit?: number): Promise<Uint8Array | undefined>;
  /** Put whole bytes in the place of a public object's that changed. Not every store can. */
  readonly repair?: (bytes: Uint8Array) => Promise<void>;
}
