/** Files as IPFS has them: blocks, the leaves raw and the nodes above them UnixFS. */
import { CarBufferWriter } from "@ipld/car";
import * as dagPb from "@ipld/dag-pb";
import { importer } from "ipfs-unixfs-importer";
import { CID } from "multiformats/cid";
import * as raw from "multiformats/codecs/raw";
import type { CarScope } from "../../domain/files/ipfs.ts";
import { KUBO_LAYOUT } from "../objects/cid.ts";

/** A file's blocks by their CIDs. */
export interface Dag {
  readonly root: string;
  readonly blocks: ReadonlyMap<string, Uint8Array>;
}

/** A file's content, whole or as it is read. */
export type Content = Uint8Array | AsyncIterable<Uint8Array>;

/** A file's blocks, as `ipfs add --cid-version=1 --raw-leaves` makes them. */
export async function dagOf(bytes: Uint8Array): Promise<Dag> {
  const blocks = new Map<string, Uint8Array>();
  const root = await eachBlock(bytes, (cid, block) => void blocks.set(cid.toString(), block));
  return { root, blocks };
}

/** The CIDs of a file and of its blocks, found in one pass that keeps no block. */
export async function cidsOf(content: Content): Promise<{ readonly root: string; readonly cids: readonly string[] }> {
  const cids = new Set<string>();
  const root = await eachBlock(content, (cid) => void cids.add(cid.toString()));
  return { root, cids: [...cids] };
}

/** Makes a file's blocks one after another, the leaves before the nodes above them. Gives the root's CID. */
async function eachBlock(
  content: Content,
  take: (cid: CID, block: Uint8Array) => void | Promise<void>,
): Promise<string> {
  const store = {
    put: async (cid: CID, block: Uint8Array) => {
      await take(cid, block);
      return cid;
    },
  };
  let root = "";
  for await (const entry of importer([{ content }], store as never, KUBO_LAYOUT)) root = entry.cid.toString();
  return root;
}

/** The CIDs from one downwards, depth first, each link followed: a block that occurs twice is listed twice. */
export function* walk({ blocks }: Dag, cid: string): Generator<string> {
  yield cid;
  const block = blocks.get(cid);
  if (!block || CID.parse(cid).code !== dagPb.code) return;
  for (const link of dagPb.decode(block).Links) yield* walk({ root: cid, blocks }, link.Hash.toString());
}

/** The part of the file below a block. */
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
  return carOfBlocks(cid, blocks);
}

function carOfBlocks(root: string, blocks: readonly { cid: CID; bytes: Uint8Array }[]): Uint8Array {
  const roots = [CID.parse(root)] as never;
  const size = blocks.reduce(
    (sum, block) => sum + CarBufferWriter.blockLength(block as never),
    CarBufferWriter.headerLength({ roots }),
  );
  const writer = CarBufferWriter.createWriter(new ArrayBuffer(size), { roots });
  for (const block of blocks) writer.write(block as never);
  return writer.close();
}

/** A CAR is closed once it has this many bytes; the last block, of 256 KiB, may exceed it. */
const CAR_SIZE = 8 * 1024 * 1024;

/**
 * A file as CARs that are made while it is read, all with its root in their header and the last with its root's block
 * in it: a few are in memory, however large the file. Fails with the content's error, and releases the content when
 * reading stops.
 */
export function carsWhileRead(content: AsyncIterable<Uint8Array>, root: string): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  let blocks: { cid: CID; bytes: Uint8Array }[] = [];
  let size = 0;
  const close = () => {
    const car = carOfBlocks(root, blocks);
    blocks = [];
    size = 0;
    return writer.write(car);
  };
  const write = async () => {
    await eachBlock(content, async (cid, bytes) => {
      blocks.push({ cid, bytes });
      size += bytes.length;
      if (size >= CAR_SIZE) await close();
    });
    if (blocks.length > 0) await close();
    await writer.close();
  };
  write().catch((error: unknown) => writer.abort(error).catch(() => undefined));
  return readable;
}
