import { randomUUID } from "node:crypto";
import { link, mkdir, open, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Writes aside, flushes, and links into place: a reader sees the complete object or none, and no object is replaced.
 *
 * @param folder Where files are until they are complete, on the same file system.
 */
export async function writeOnce(
  folder: string,
  path: string,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const aside = join(folder, randomUUID());
  try {
    await writeFlushed(aside, content);
    await placeOnce(aside, path);
  } finally {
    await rm(aside, { force: true });
  }
}

/** Writes a new file, on disk when this returns. */
export async function writeFlushed(
  path: string,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    for await (const chunk of content) await file.writeFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Links a complete file into place, unless something is there already. */
export async function placeOnce(from: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await link(from, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await syncFolder(dirname(path));
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
