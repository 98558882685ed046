import type { Logger } from "pino";
import type { FileStore } from "../../domain/files/file-store.ts";
import type { Pins } from "../../domain/files/ipfs.ts";
import { storageFault } from "../../domain/shared/storage-fault.ts";
import { note } from "./objects.ts";

const AT_A_TIME = 100;

/** What backfilling needs. */
export interface BackFillOptions {
  readonly pins: Pins;
  readonly objects: Pick<FileStore, "visibility" | "open">;
  readonly logger: Logger;
  /** Checked between two objects, to stop. */
  readonly signal: AbortSignal;
}

/**
 * Index the objects that were stored before the index of blocks existed. Gives their number. Throws if the database
 * cannot be read or written; what was indexed until then stays.
 */
export async function backFill({ pins, objects, logger, signal }: BackFillOptions): Promise<number> {
  let count = 0;
  let after = "";
  for (;;) {
    const names = await pins.unknown(after, AT_A_TIME);
    if (names.length === 0) return count;
    for (const sha256 of names) {
      if (signal.aborted) return count;
      after = sha256;
      try {
        const visibility = await objects.visibility(sha256);
        const stored = visibility === "public" || visibility === "restricted";
        const content = stored ? await objects.open(sha256) : undefined;
        if (!content) continue;
        await note(pins, sha256, visibility === "public", content);
        count++;
      } catch (error) {
        // Not the object's fault: the caller retries everything.
        if (storageFault(error) !== undefined) throw error;
        // An unreadable one must not block the others.
        logger.warn({ sha256, err: error }, "an object's blocks cannot be indexed");
      }
    }
  }
}
