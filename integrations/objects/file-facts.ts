import { createHash } from "node:crypto";
import type { ObjectInfo } from "../../domain/files/object-info.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { fileCid } from "./cid.ts";
import { mediaTypeReader } from "./media-type.ts";

/** Facts about a file from its content alone. */
export type FileFacts = Pick<ObjectInfo, "sha256" | "size" | "mediaType" | "cid">;

/** A file's facts, found in one pass over it. */
export async function fileFactsOf(content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<FileFacts> {
  const hash = createHash("sha256");
  const type = mediaTypeReader();
  let size = 0;
  async function* passing(): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      hash.update(chunk);
      type.push(chunk);
      size += chunk.length;
      yield chunk;
    }
  }
  const cid = await fileCid(passing());
  return { sha256: `0x${hash.digest("hex")}` as Hex, size, mediaType: await type.end(), cid };
}
