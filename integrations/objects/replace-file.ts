import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";

/** Replace a corrupted file by intact bytes: written aside first, so that a reader sees either one or the other. */
export async function replaceFile(incoming: string, path: string, bytes: Uint8Array): Promise<void> {
  const aside = join(incoming, randomUUID());
  try {
    const file = await open(aside, "wx", 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } finally {
    await rm(aside, { force: true });
  }
}
