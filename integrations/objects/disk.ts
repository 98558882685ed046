/**
 * Objects on disk, named by their SHA-256. An object's folder determines its visibility, so that a lost or rebuilt
 * database can never make a restricted file public.
 *
 *     public/ab/abcd…       restricted/ab/abcd…       erased/ab/abcd… (empty)
 */
import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FileStore } from "../../domain/files/file-store.ts";
import type { ObjectInfo } from "../../domain/files/object-info.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { sha256Hex } from "../../proof/hash.ts";
import { probe } from "../outgoing/probe.ts";
import { diskUploadStaging } from "./disk-upload-staging.ts";
import { type FileFacts, fileFactsOf } from "./file-facts.ts";
import { memory } from "./memory.ts";
import { readVerified, type Source, verifiedReader } from "./reading.ts";
import { replaceFile } from "./replace-file.ts";
import { writeOnce } from "./write-once.ts";

const PLACES = ["erased", "restricted", "public"] as const;

interface Found extends Source {
  readonly visibility: ObjectInfo["visibility"];
}

/** Milliseconds after which an incomplete file must be the leftover of a killed process. */
const LEFT_BEHIND = 24 * 60 * 60_000;

async function sweep(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const found = await stat(path).catch(() => undefined);
    if (found && found.mtimeMs < Date.now() - LEFT_BEHIND) await rm(path, { force: true });
  }
}

/** The objects below a folder, which is created if needed. Its health is checked every `probeInterval` milliseconds. */
export async function diskObjects(folder: string, probeInterval = 10_000): Promise<FileStore> {
  const incoming = join(folder, "incoming");
  for (const place of [...PLACES, "incoming", "uploads"]) await mkdir(join(folder, place), { recursive: true });

  await sweep(incoming);

  const remembered = memory<Pick<FileFacts, "mediaType" | "cid">>();
  const openVerified = verifiedReader();
  const pathOf = (place: string, sha256: Hex) => join(folder, place, sha256.slice(2, 4), sha256.slice(2));
  const placeOf = (restricted: boolean) => (restricted ? "restricted" : "public");

  async function find(sha256: Hex): Promise<Found | undefined> {
    if (!/^0x[0-9a-f]{64}$/.test(sha256)) return undefined;
    for (const visibility of PLACES) {
      const path = pathOf(visibility, sha256);
      const found = await stat(path).catch(() => undefined);
      if (found) {
        return {
          sha256,
          visibility,
          size: found.size,
          version: `${found.ino} ${found.mtimeMs} ${found.size}`,
          read: async (part) =>
            createReadStream(path, { highWaterMark: 1024 * 1024, start: part?.first, end: part?.last ?? Infinity }),
        };
      }
    }
    return undefined;
  }

  async function info(sha256: Hex): Promise<ObjectInfo | undefined> {
    const found = await find(sha256);
    if (!found) return undefined;
    const { visibility, size } = found;
    const key = `${sha256}:${size}`;
    // A digest's content never changes; its visibility does, and is looked up each time.
    let facts = remembered.get(key);
    if (!facts) {
      const whole = visibility !== "erased" ? await openVerified(found) : [];
      const { mediaType, cid } = await fileFactsOf(whole as AsyncIterable<Uint8Array>);
      facts = { mediaType, cid };
      remembered.set(key, facts);
    }
    return { sha256, size, visibility, ...facts };
  }

  async function removeBytes(sha256: Hex): Promise<void> {
    for (const place of ["public", "restricted"]) await rm(pathOf(place, sha256), { force: true });
  }

  /** By writing a file: detects a full disk, a read-only one, and a deleted folder. */
  async function check(): Promise<void> {
    const path = join(incoming, `probe-${randomUUID()}`);
    try {
      await writeFile(path, "probe", { flag: "wx" });
    } finally {
      await rm(path, { force: true });
    }
    for (const place of PLACES) await stat(join(folder, place));
  }

  return {
    info,
    health: probe(check, probeInterval),
    addresses: null,
    visibility: async (sha256) => (await find(sha256))?.visibility ?? "missing",
    async get(sha256, limit) {
      const found = await find(sha256);
      return found && found.visibility !== "erased" ? readVerified(found, limit) : undefined;
    },
    async open(sha256, part) {
      const found = await find(sha256);
      return found && found.visibility !== "erased" ? openVerified(found, part) : undefined;
    },
    async repair(bytes) {
      const sha256 = sha256Hex(bytes);
      const found = await find(sha256);
      if (found?.visibility === "public") await replaceFile(incoming, pathOf("public", sha256), bytes);
    },
    async put(bytes, { restricted }) {
      const sha256 = sha256Hex(bytes);
      if (!(await find(sha256))) await writeOnce(incoming, pathOf(placeOf(restricted), sha256), [bytes]);
      return (await info(sha256)) as ObjectInfo;
    },
    async erase(sha256) {
      // What says so first: it is looked for before the others, so that nobody is shown anything from then on.
      await writeOnce(incoming, pathOf("erased", sha256), []);
      await removeBytes(sha256);
    },
    remove: removeBytes,
    staging: diskUploadStaging(join(folder, "uploads"), incoming, async (facts, restricted, place) => {
      const { sha256, size, mediaType, cid } = facts;
      if (!(await find(sha256))) await place(pathOf(placeOf(restricted), sha256));
      remembered.set(`${sha256}:${size}`, { mediaType, cid });
      return (await info(sha256)) as ObjectInfo;
    }),
  };
}
