/**
 * Objects on disk, named by their SHA-256. Which folder an object lies in says who may see it, so that a lost or
 * rebuilt database can never make a restricted file public.
 *
 *     public/ab/abcd…       restricted/ab/abcd…       erased/ab/abcd… (empty)
 */
import { randomUUID } from "node:crypto";
import { link, mkdir, open, readFile, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DomainError } from "../../domain/errors.ts";
import type { Hex, ObjectInfo } from "../../domain/model.ts";
import type { Objects } from "../../domain/ports/objects.ts";
import { sha256Hex } from "../../proof/hash.ts";
import { fileCid } from "./cid.ts";
import { mediaTypeOf } from "./media-type.ts";
import { replaceFile } from "./mend.ts";

const PLACES = ["erased", "restricted", "public"] as const;

/** Of how many objects the facts are remembered. */
const REMEMBERED = 10_000;

/** The objects below a folder, which is made if need be. */
export async function diskObjects(folder: string): Promise<Objects> {
  for (const place of [...PLACES, "incoming"]) await mkdir(join(folder, place), { recursive: true });

  const remembered = new Map<string, Pick<ObjectInfo, "mediaType" | "cid">>();
  const pathOf = (place: string, sha256: Hex) => join(folder, place, sha256.slice(2, 4), sha256.slice(2));

  async function find(
    sha256: Hex,
  ): Promise<{ visibility: ObjectInfo["visibility"]; path: string; size: number } | undefined> {
    if (!/^0x[0-9a-f]{64}$/.test(sha256)) return undefined;
    for (const visibility of PLACES) {
      const path = pathOf(visibility, sha256);
      const found = await stat(path).catch(() => undefined);
      if (found) return { visibility, path, size: found.size };
    }
    return undefined;
  }

  async function get(sha256: Hex): Promise<Uint8Array | undefined> {
    const found = await find(sha256);
    if (!found || found.visibility === "erased") return undefined;
    const bytes = await readFile(found.path);
    if (sha256Hex(bytes) !== sha256) {
      throw new DomainError("internal", `The stored object ${sha256} no longer has its digest`);
    }
    return bytes;
  }

  async function info(sha256: Hex): Promise<ObjectInfo | undefined> {
    const found = await find(sha256);
    if (!found) return undefined;
    const { visibility, size } = found;
    const key = `${sha256}:${size}`;
    // What a digest stands for never changes; who may see it does, and is looked up each time.
    let facts = remembered.get(key);
    if (!facts) {
      const bytes = (await get(sha256)) ?? new Uint8Array();
      facts = { mediaType: await mediaTypeOf(bytes), cid: await fileCid(bytes) };
      if (remembered.size >= REMEMBERED) remembered.clear();
      remembered.set(key, facts);
    }
    return { sha256, size, visibility, ...facts };
  }

  return {
    get,
    info,
    visibility: async (sha256) => (await find(sha256))?.visibility ?? "missing",
    async mend(bytes) {
      const found = await find(sha256Hex(bytes));
      if (found?.visibility === "public") await replaceFile(join(folder, "incoming"), found.path, bytes);
    },
    async put(bytes, { restricted }) {
      const sha256 = sha256Hex(bytes);
      const place = restricted ? "restricted" : "public";
      if (!(await find(sha256))) await writeOnce(join(folder, "incoming"), pathOf(place, sha256), bytes);
      return (await info(sha256)) as ObjectInfo;
    },
  };
}

/** Writes aside, flushes, and links into place: a reader sees the whole object or none, and no object is replaced. */
async function writeOnce(incoming: string, path: string, bytes: Uint8Array): Promise<void> {
  const aside = join(incoming, randomUUID());
  await mkdir(dirname(path), { recursive: true });
  try {
    const file = await open(aside, "wx", 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(aside, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
    await syncFolder(dirname(path));
  } finally {
    await rm(aside, { force: true });
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
