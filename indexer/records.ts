/** Record documents as the indexer finds them in storage. */
import type SQLite from "better-sqlite3";
import type { Logger } from "pino";
import type { Hex, Visibility } from "../domain/model.ts";
import type { Objects } from "../domain/ports/objects.ts";
import { refoldBatch } from "./project-batch.ts";
import type { Statements } from "./statements.ts";

/** A document's text where it is at hand, and who may see it. */
export interface FoundRecord {
  readonly text: string | null;
  readonly visibility: Visibility;
}

/** A longer document is proved by its digest but not shown. */
const MAXIMUM_SIZE = 1_048_576;

/** Look documents up by their digests. Storage is asked before the SQL transaction begins, never within it. */
export async function findRecords(
  objects: Objects,
  digests: Iterable<Hex>,
  logger: Logger,
): Promise<Map<Hex, FoundRecord>> {
  const found = new Map<Hex, FoundRecord>();
  for (const digest of new Set(digests)) found.set(digest, await findRecord(objects, digest, logger));
  return found;
}

async function findRecord(objects: Objects, digest: Hex, logger: Logger): Promise<FoundRecord> {
  try {
    const info = await objects.info(digest);
    if (!info) return { text: null, visibility: "missing" };
    if (info.visibility === "erased" || info.size > MAXIMUM_SIZE) return { text: null, visibility: info.visibility };
    const bytes = await objects.get(digest);
    return { text: bytes ? new TextDecoder().decode(bytes) : null, visibility: info.visibility };
  } catch (error) {
    // A corrupt object must not stop the mirror: it is as good as missing until it is mended.
    logger.error({ digest, error }, "a stored record cannot be read");
    return { text: null, visibility: "missing" };
  }
}

/** Take up documents that were missing and have since come: a wallet user may write the line first. */
export async function takeUpMissing(
  database: SQLite.Database,
  statements: Statements,
  objects: Objects,
  logger: Logger,
): Promise<void> {
  const missing = statements.missingRecords.all().map((row) => row.digest as Hex);
  const records = await findRecords(objects, missing, logger);
  const come = [...records].filter(([, record]) => record.visibility !== "missing");
  if (come.length === 0) return;
  database
    .transaction(() => {
      const touched = new Set<string>();
      for (const [digest, record] of come) {
        statements.putRecord.run(digest, record.text, record.visibility);
        for (const row of statements.batchesOfDigest.all(digest)) touched.add(row.batch_id);
      }
      for (const batchId of touched) refoldBatch(statements, batchId);
    })
    .immediate();
}
