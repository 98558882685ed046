import type { Visibility } from "../records/line.ts";
import type { Hex } from "../shared/hex.ts";
import type { ObjectInfo } from "./object-info.ts";

/** An object is longer than its reader's limit. */
export class ObjectTooLong extends Error {
  override readonly name = "ObjectTooLong";
}

/** Record documents and attachments, addressed by their content. An object is never overwritten. */
export interface Objects {
  /** Store bytes durably. Existing bytes keep their visibility. */
  put(bytes: Uint8Array, options: { readonly restricted: boolean }): Promise<ObjectInfo>;
  /** Who may see an object, without reading it. */
  visibility(sha256: Hex): Promise<Visibility>;
  /** An object's facts; undefined if it was never stored. An erased object's size is 0. */
  info(sha256: Hex): Promise<ObjectInfo | undefined>;
  /**
   * An object's bytes, after checking their digest; undefined if it is missing or erased. Throws if they are corrupted,
   * and an ObjectTooLong, before reading any, if there are more than `limit`.
   */
  get(sha256: Hex, limit?: number): Promise<Uint8Array | undefined>;
  /** Replace a public object's corrupted bytes by intact ones. Not every store can. */
  readonly repair?: (bytes: Uint8Array) => Promise<void>;
}
