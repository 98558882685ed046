import type { FileStore } from "../../domain/files/file-store.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { sha256Hex } from "../../proof/hash.ts";

/** Objects whose arrival, and whose end, is announced, however they are stored: a line may be waiting for one. */
export function announcedObjects(objects: FileStore, onArrival: (sha256: Hex) => void): FileStore {
  const { staging, repair } = objects;
  return {
    ...objects,
    async put(bytes, options) {
      const info = await objects.put(bytes, options);
      onArrival(info.sha256);
      return info;
    },
    async erase(sha256) {
      await objects.erase(sha256);
      onArrival(sha256);
    },
    ...(repair && {
      async repair(bytes) {
        await repair(bytes);
        onArrival(sha256Hex(bytes));
      },
    }),
    staging: {
      ...staging,
      async finish(file, check, parts) {
        const info = await staging.finish(file, check, parts);
        onArrival(info.sha256);
        return info;
      },
    },
  };
}
