/** Writes a backup's archive: a tar file, streamed, hashing each file on the way. */
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip, createZstdCompress } from "node:zlib";
import { pack } from "tar-stream";
import { MANIFEST, SUMS, sumLine } from "./layout.ts";

/** An archive that is being written. */
export interface ArchiveWriter {
  /** Add a file. Gives its digest and size; undefined if it does not exist. */
  addFile(name: string, path: string): Promise<{ sha256: string; size: number } | undefined>;
  /** Add the list of digests, then the manifest from `describe`, and flush everything to the disk. */
  finish(describe: (files: { count: number; bytes: number; sums: string }) => object): Promise<void>;
  /** Abort after a failure. */
  abandon(): Promise<void>;
}

const COMPRESSIONS = [
  [/\.tar$/, () => []],
  [/\.(tar\.gz|tgz)$/, () => [createGzip()]],
  [/\.tar\.zst$/, () => [createZstdCompress()]],
] as const;

/** Whether this is a valid archive name: its extension selects the compression. */
export function isArchiveName(name: string): boolean {
  return COMPRESSIONS.some(([ending]) => ending.test(name));
}

/**
 * Begin an archive in the new file `path`, readable by its owner alone.
 *
 * @param name Its final name: the extension selects the compression.
 * @param sums Temporary file for the list of digests.
 */
export async function openArchive(path: string, name: string, sums: string): Promise<ArchiveWriter> {
  const list = await open(sums, "ax");
  const tar = pack();
  const compress = COMPRESSIONS.find(([ending]) => ending.test(name))?.[1]() ?? [];
  const file = createWriteStream(path, { flags: "wx", mode: 0o600, flush: true });
  const written = pipeline([tar as unknown as NodeJS.ReadableStream, ...compress, file]);
  written.catch(() => undefined);
  const mtime = new Date();
  let count = 0;
  let bytes = 0;

  async function add(name: string, size: number, content: Readable): Promise<string> {
    const hash = createHash("sha256");
    const entry = tar.entry({ name, size, mode: 0o600, mtime });
    // The archive itself may fail, on a full disk: then no entry would ever end.
    await Promise.race([
      pipeline(
        content,
        async function* (source: AsyncIterable<Buffer>) {
          for await (const chunk of source) {
            hash.update(chunk);
            yield chunk;
          }
        },
        entry,
      ),
      written,
    ]);
    return hash.digest("hex");
  }

  return {
    async addFile(name, path) {
      const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return undefined;
        throw error;
      });
      if (!handle) return undefined;
      const { size } = await handle.stat();
      const content = size === 0 ? Readable.from([]) : handle.createReadStream({ start: 0, end: size - 1 });
      const sha256 = await add(name, size, content);
      if (size === 0) await handle.close();
      await list.appendFile(sumLine(sha256, name));
      count += 1;
      bytes += size;
      return { sha256, size };
    },

    async finish(describe) {
      const { size } = await list.stat();
      await list.close();
      const digest = await add(SUMS, size, createReadStream(sums));
      const text = Buffer.from(`${JSON.stringify(describe({ count, bytes, sums: digest }), null, 2)}\n`);
      await add(MANIFEST, text.length, Readable.from([text]));
      tar.finalize();
      await written;
    },

    async abandon() {
      await list.close();
      tar.destroy();
      file.destroy();
      await written.catch(() => undefined);
    },
  };
}
