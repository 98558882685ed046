/** What has to work for this instance to be healthy. */
import type { ChainWatch } from "../chain/watch.ts";
import type { FileStore } from "../domain/files/file-store.ts";
import { memoizeAsync } from "../domain/shared/memoize-async.ts";
import { FAULT_WORDS, storageFault } from "../domain/shared/storage-fault.ts";
import { withTimeout } from "../domain/shared/with-timeout.ts";
import type { Database } from "../store/database.ts";
import type { HealthCheck, HealthChecks } from "./options.ts";

/** How far the mirror may briefly be behind the head while a block is being indexed. */
const PATIENCE = 2_000;
/** How long the node may take to say where the head is, beyond that. */
const LEEWAY = 1_000;
/** How long a write may take before it is reported as waiting, and how long its outcome is reused. */
const WRITE_PATIENCE = 1_500;
const WRITE_HELD = 2_000;
/** Milliseconds without having stood at the head after which the mirror is stale; longer on slow polling. */
const STALE = 15_000;

/** The parts that are checked. */
export interface HealthParts {
  readonly database: Database;
  readonly objects: Pick<FileStore, "health">;
  readonly watch: Pick<ChainWatch, "head">;
  /** The indexer's polling interval in milliseconds. */
  readonly pollInterval: number;
}

/** Health checks of the real parts. Simultaneous callers share one request to the chain's node. */
export function healthChecks({ database, objects, watch, pollInterval }: HealthParts): HealthChecks {
  const staleAfter = Math.max(STALE, 5 * pollInterval);
  const cursor = () =>
    database.read.selectFrom("cursor").select(["block_number", "synced_at", "line"]).executeTakeFirst();

  async function indexer(): Promise<HealthCheck> {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const [head, row] = [await watch.head(), await cursor()];
      if (!row) return { ok: false, detail: "has not begun" };
      const where = `${row.block_number}${head === undefined ? "" : ` of ${head}`}, ${row.line} lines`;
      if (head === undefined) return { ok: false, detail: `waits for the chain's node; mirrored up to block ${where}` };
      const idle = Date.now() - row.synced_at;
      if (row.block_number >= head && idle < staleAfter) return { ok: true, detail: `mirrored up to block ${where}` };
      if (Date.now() >= end) {
        const since = row.synced_at > 0 ? `; was last at the head ${Math.round(idle / 1000)} s ago` : "";
        return { ok: false, detail: `mirrored up to block ${where}${since}` };
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async function write(): Promise<HealthCheck> {
    try {
      await database.write.replaceInto("write_probe").values({ id: 1, at: Date.now() }).execute();
      return { ok: true, detail: "can be written to" };
    } catch (error) {
      return { ok: false, detail: wordsOf(error) };
    }
  }

  return {
    async chain() {
      const head = await watch.head();
      return head === undefined ? { ok: false, detail: "does not answer" } : { ok: true, detail: `at block ${head}` };
    },
    indexer: memoizeAsync(
      () => withTimeout(PATIENCE + LEEWAY, indexer, { ok: false, detail: "does not answer" }),
      () => 0,
    ),
    async database() {
      try {
        await database.read.selectFrom("accounts").select("id").limit(1).execute();
        return { ok: true, detail: "answers" };
      } catch (error) {
        return { ok: false, detail: wordsOf(error) };
      }
    },
    writing: memoizeAsync(
      () =>
        withTimeout(WRITE_PATIENCE, write, {
          ok: false,
          detail: "waits for its turn: another program holds the database, or many write",
        }),
      ({ ok }) => (ok ? WRITE_HELD : 0),
    ),
    async storage() {
      return (await objects.health()) === "unhealthy"
        ? { ok: false, detail: "cannot be used: files and records are not stored" }
        : { ok: true, detail: "can be used" };
    },
  };
}

/** In our own words: an error's message may reveal paths or addresses. */
function wordsOf(error: unknown): string {
  const fault = storageFault(error);
  return fault ? FAULT_WORDS[fault] : "failed";
}
