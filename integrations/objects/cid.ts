import { importer } from "ipfs-unixfs-importer";
import { fixedSize } from "ipfs-unixfs-importer/chunker";
import { balanced } from "ipfs-unixfs-importer/layout";
import { CID } from "multiformats/cid";
import * as raw from "multiformats/codecs/raw";
import { create } from "multiformats/hashes/digest";
import { fromHex } from "../../proof/hex.ts";

const SHA2_256 = 0x12;

/** How `ipfs add --cid-version=1 --raw-leaves` lays a file out: chunks of 256 KiB, balanced, 174 links a node. */
export const KUBO_LAYOUT = {
  cidVersion: 1,
  rawLeaves: true,
  wrapWithDirectory: false,
  chunker: fixedSize({ chunkSize: 262_144 }),
  layout: balanced({ maxChildrenPerNode: 174 }),
} as const;

/** A file's CID as `ipfs add --cid-version=1 --raw-leaves` gives it. */
export async function fileCid(content: Uint8Array | AsyncIterable<Uint8Array>): Promise<string> {
  const discard = { put: async <Key>(cid: Key) => cid };
  let cid = "";
  for await (const entry of importer([{ content }], discard as never, KUBO_LAYOUT)) cid = entry.cid.toString();
  return cid;
}

/** The CID of a block known by its SHA-256, such as a record document: CIDv1 with the raw codec. */
export function digestCid(sha256: string): string {
  return CID.createV1(raw.code, create(SHA2_256, fromHex(sha256))).toString();
}
