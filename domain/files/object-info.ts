import type { Visibility } from "../records/line.ts";
import type { Hex } from "../shared/hex.ts";

/** A file's facts, read from its bytes. */
export interface ObjectInfo {
  readonly sha256: Hex;
  readonly size: number;
  readonly mediaType: string;
  readonly cid: string;
  readonly visibility: Exclude<Visibility, "missing">;
}
