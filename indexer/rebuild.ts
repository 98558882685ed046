/** Rebuilds the mirror: everything in it comes from the chain and the stored documents. */
import { setTimeout as sleep } from "node:timers/promises";
import { PROJECTIONS } from "../store/tables.ts";
import { CursorConflict } from "./apply.ts";
import { type IndexerOptions, syncOptions } from "./run.ts";
import { syncOnce } from "./sync.ts";

/**
 * Empty all projections and mirror the chain from the contract's first block up to the head.
 *
 * @param onProgress Called with the number of lines so far.
 * @returns The number of lines at the head.
 */
export async function rebuildProjections(
  options: IndexerOptions,
  onProgress: (lines: number) => void,
): Promise<number> {
  const { raw } = options.database;
  raw
    .transaction(() => {
      for (const table of PROJECTIONS) raw.prepare(`delete from ${table}`).run();
      // What is still missing afterwards starts waiting afresh.
      raw.prepare("delete from record_queue").run();
    })
    .immediate();

  const sync = await syncOptions(options);
  for (;;) {
    const result = await syncOnce(sync).catch((error) => {
      // A running indexer may take part: whichever writes first, the other continues from there.
      if (error instanceof CursorConflict) return "waiting" as const;
      throw error;
    });
    const lines = sync.statements.cursor.get()?.line ?? 0;
    if (result === "synced") return lines;
    onProgress(lines);
    if (result === "waiting") await sleep(options.pollInterval);
  }
}
