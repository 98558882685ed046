/** Record documents as the indexer finds them in storage. */
import type { Logger } from "pino";
import { type Objects, ObjectTooLong } from "../domain/files/objects.ts";
import type { Visibility } from "../domain/records/line.ts";
import { DOCUMENT_SIZE, documentText } from "../domain/records/record-document.ts";
import type { Hex } from "../domain/shared/hex.ts";

/** A document's text where available, and who may see it. */
export interface FoundRecord {
  readonly text: string | null;
  readonly visibility: Visibility;
}

/** How many documents are read at a time: reading one by one leaves the process idle most of the time. */
const AT_A_TIME = 32;

/** Look documents up by their digests. Storage is asked before the SQL transaction begins, never within it. */
export async function findRecords(
  objects: Objects,
  digests: Iterable<Hex>,
  logger: Logger,
): Promise<Map<Hex, FoundRecord>> {
  const wanted = [...new Set(digests)];
  const found = new Map<Hex, FoundRecord>();
  let next = 0;
  async function work(): Promise<void> {
    for (let index = next++; index < wanted.length; index = next++) {
      const digest = wanted[index] as Hex;
      found.set(digest, await findRecord(objects, digest, logger));
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_A_TIME, wanted.length) }, work));
  return found;
}

async function findRecord(objects: Objects, digest: Hex, logger: Logger): Promise<FoundRecord> {
  let visibility: Visibility = "missing";
  try {
    visibility = await objects.visibility(digest);
    const bytes =
      visibility === "public" || visibility === "restricted" ? await objects.get(digest, DOCUMENT_SIZE) : undefined;
    // An unreadable document is proved by its digest but not stored: no reader has to parse it again.
    return { text: (bytes && documentText(bytes)) ?? null, visibility };
  } catch (error) {
    if (error instanceof ObjectTooLong) return { text: null, visibility };
    // A corrupt object must not stop the mirror: it counts as missing until it is repaired.
    logger.error({ digest, error }, "a stored record cannot be read");
    return { text: null, visibility: "missing" };
  }
}
