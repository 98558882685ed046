/**
 * Files on their way in, on disk: each part a file of its own, so that an interrupted upload is resumed with the
 * missing parts.
 *
 *     uploads/<id>/1     uploads/<id>/2     …
 */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ObjectInfo } from "../../domain/files/object-info.ts";
import type { StagedFile, UploadStaging } from "../../domain/files/upload-staging.ts";
import { DomainError, invalid } from "../../domain/shared/errors.ts";
import { type FileFacts, fileFactsOf } from "./file-facts.ts";
import { checkFacts, missing, partCount, sizeOfPart } from "./staged.ts";
import { writeFlushed, writeOnce } from "./write-once.ts";

/** Turns a checked file into an object. */
export type Keep = (
  facts: FileFacts,
  restricted: boolean,
  place: (path: string) => Promise<void>,
) => Promise<ObjectInfo>;

/**
 * How many concurrent uploads of a part are allowed: each is stored until complete. One more than needed, for a
 * connection that broke unnoticed.
 */
const AT_ONCE = 2;

/** The staging below a folder. */
export function diskUploadStaging(folder: string, incoming: string, keep: Keep): UploadStaging {
  const underWay = new Map<string, number>();
  const folderOf = ({ id }: StagedFile) => join(folder, id.replaceAll(/[^\w-]/g, ""));

  async function arrived(file: StagedFile): Promise<number[]> {
    const names = await readdir(folderOf(file)).catch(() => []);
    return names
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .sort((one, other) => one - other);
  }

  async function* contentOf(file: StagedFile): AsyncGenerator<Uint8Array> {
    for (let number = 1; number <= partCount(file); number++) {
      yield* createReadStream(join(folderOf(file), String(number)), { highWaterMark: 1024 * 1024 });
    }
  }

  const discard = (file: StagedFile) => rm(folderOf(file), { recursive: true, force: true });

  async function take(file: StagedFile, number: number, body: AsyncIterable<Uint8Array>): Promise<void> {
    await mkdir(folderOf(file), { recursive: true });
    const aside = join(incoming, randomUUID());
    try {
      await writeFlushed(aside, exactly(file, number, body));
      await rename(aside, join(folderOf(file), String(number))).catch((error: NodeJS.ErrnoException) => {
        // The folder was deleted while the part arrived.
        if (error.code === "ENOENT") throw new DomainError("conflict", "This upload was completed");
        throw error;
      });
    } finally {
      await rm(aside, { force: true });
    }
  }

  return {
    async begin() {
      return null;
    },

    async receive(file, number, body) {
      const part = `${file.id}/${number}`;
      const others = underWay.get(part) ?? 0;
      if (others >= AT_ONCE) throw new DomainError("conflict", "This part is being brought already");
      underWay.set(part, others + 1);
      try {
        await take(file, number, body);
      } finally {
        const left = (underWay.get(part) ?? 1) - 1;
        if (left > 0) underWay.set(part, left);
        else underWay.delete(part);
      }
    },

    arrived,

    async finish(file, check) {
      const there = new Set(await arrived(file));
      const numbers = Array.from({ length: partCount(file) }, (_, index) => index + 1);
      const lacking = numbers.filter((number) => !there.has(number));
      if (lacking.length > 0) throw missing(lacking);
      const facts = await fileFactsOf(contentOf(file));
      try {
        checkFacts(file, facts);
        check(facts.mediaType);
      } catch (error) {
        await discard(file);
        throw error;
      }
      // What is written is hashed again: a part may have been replaced since it was read.
      const place = (path: string) => writeOnce(incoming, path, unchanged(contentOf(file), file));
      const info = await keep(facts, file.restricted, place);
      await discard(file);
      return info;
    },

    discard,
  };
}

/** The body, if it has the part's size, and the file's digest where it is the whole file. */
async function* exactly(file: StagedFile, number: number, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const expected = sizeOfPart(file, number);
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > expected) throw new DomainError("payload-too-large", `The body must have ${expected} bytes`);
    hash.update(chunk);
    yield chunk;
  }
  if (size !== expected) throw invalid("body", `The body has ${size} bytes; this upload URL is for ${expected}`);
  if (partCount(file) === 1 && `0x${hash.digest("hex")}` !== file.sha256) {
    throw invalid("body", "The body's SHA-256 is not the one that this upload URL is for");
  }
}

async function* unchanged(content: AsyncIterable<Uint8Array>, { sha256 }: StagedFile): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
  if (`0x${hash.digest("hex")}` !== sha256) {
    throw new DomainError("conflict", "The file was changed while it was completed");
  }
}
