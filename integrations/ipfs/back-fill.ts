import type { Logger } from "pino";
import type { Pins } from "../../domain/ports/ipfs.ts";
import type { Objects } from "../../domain/ports/objects.ts";
import { note } from "./objects.ts";

const AT_A_TIME = 100;
/** Larger objects are not indexed: all their blocks would be in memory at once. */
const LARGEST = 100 * 1024 * 1024;

/** What filling in is made of. */
export interface BackFillOptions {
  readonly pins: Pins;
  readonly objects: Objects;
  readonly logger: Logger;
  /** Told to stop between two objects. */
  readonly signal: AbortSignal;
}

/** Take note of the objects that were stored before there was an index of blocks. Gives how many there were. */
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
        const isSmall = stored && ((await objects.info(sha256))?.size ?? 0) <= LARGEST;
        const bytes = isSmall ? await objects.get(sha256) : undefined;
        if (!bytes) continue;
        await note(pins, sha256, visibility === "public", bytes);
        count++;
      } catch (error) {
        // One that cannot be read must not keep the others out.
        logger.warn({ sha256, err: error }, "an object's blocks cannot be indexed");
      }
    }
  }
}
