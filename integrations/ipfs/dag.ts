/** Files as IPFS has them: blocks, the leaves raw and the nodes above them UnixFS. */
import { CarBufferWriter } from "@ipld/car";
import * as dagPb from "@ipld/dag-pb";
import { importer } from "ipfs-unixfs-importer";
import { CID } from "multiformats/cid";
import * as raw from "multiformats/codecs/raw";
import type { CarScope } from "../../domain/ports/ipfs.ts";
import { KUBO_LAYOUT } from "../objects/cid.ts";

/** A file's blocks by their CIDs. */
export interface Dag {
  readonly root: string;
  readonly blocks: ReadonlyMap<string, Uint8Array>;
}

/** A file's blocks, as `ipfs add --cid-version=1 --raw-leaves` makes them. */
export async function dagOf(bytes: Uint8Array): Promise<Dag> {
  const blocks = new Map<string, Uint8Array>();
  const store = {
    put: async (cid: CID, block: Uint8Array) => {
      blocks.set(cid.toString(), block);
      return cid;
    },
  };
  let root = "";
  for await (const entry of importer([{ content: bytes }], store as never, KUBO_LAYOUT)) root = entry.cid.toString();
  return { root, blocks };
}

/** The CIDs from one downwards, depth first, each link followed: a block that stands twice comes twice. */
export function* walk({ blocks }: Dag, cid: string): Generator<string> {
  yield cid;
  const block = blocks.get(cid);
  if (!block || CID.parse(cid).code !== dagPb.code) return;
  for (const link of dagPb.decode(block).Links) yield* walk({ root: cid, blocks }, link.Hash.toString());
}

/** The part of the file that lies below a block. */
export function contentOf(dag: Dag, cid: string): Uint8Array {
  const leaves: Uint8Array[] = [];
  for (const name of walk(dag, cid)) {
    if (CID.parse(name).code === raw.code) leaves.push(dag.blocks.get(name) ?? new Uint8Array());
  }
  return new Uint8Array(Buffer.concat(leaves));
}

/** The blocks from one downwards as a CAR, version 1, in the order in which a reader can check each at once. */
export function carOf(dag: Dag, cid: string, { scope, duplicates }: CarScope): Uint8Array {
  const all = scope === "block" ? [cid] : [...walk(dag, cid)];
  const chosen = duplicates ? all : [...new Set(all)];
  const blocks = chosen.map((name) => ({ cid: CID.parse(name), bytes: dag.blocks.get(name) ?? new Uint8Array() }));
  const roots = [CID.parse(cid)];
  const size = blocks.reduce(
    (sum, block) => sum + CarBufferWriter.blockLength(block as never),
    CarBufferWriter.headerLength({ roots: roots as never }),
  );
  const writer = CarBufferWriter.createWriter(new ArrayBuffer(size), { roots: roots as never });
  for (const block of blocks) writer.write(block as never);
  return writer.close();
}
