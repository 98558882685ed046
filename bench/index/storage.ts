/** Where the indexer finds documents: nowhere, in memory, or on disk as an installation has them. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Objects } from "../../domain/files/objects.ts";
import type { Hex } from "../../domain/shared/hex.ts";

const refuse = async () => {
  throw new Error("an indexer only reads");
};

/** Storage that answers at once from memory; without documents, a storage that has nothing. */
export function memoryObjects(documents: ReadonlyMap<Hex, string>): Objects {
  const bytes = new Map([...documents].map(([digest, text]) => [digest, new TextEncoder().encode(text)]));
  return {
    put: refuse,
    visibility: async (sha256) => (bytes.has(sha256) ? "public" : "missing"),
    async info(sha256) {
      const size = bytes.get(sha256)?.length;
      return size === undefined
        ? undefined
        : { sha256, size, mediaType: "application/json", cid: "", visibility: "public" };
    },
    get: async (sha256) => bytes.get(sha256),
  };
}

/** Lay documents down in a folder as `integrations/objects/disk.ts` does, without its flush after each. */
export async function fillFolder(folder: string, documents: ReadonlyMap<Hex, string>): Promise<void> {
  for (const [digest, text] of documents) {
    const path = join(folder, "public", digest.slice(2, 4), digest.slice(2));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}
