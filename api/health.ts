/** What has to work for this instance to be ready. */
import type { Rpc } from "../chain/rpc.ts";
import type { ChainWatch } from "../chain/watch.ts";
import type { Database } from "../store/database.ts";
import type { HealthCheck, HealthChecks } from "./options.ts";

/** How far the mirror may be behind the head for a moment, while a block is on its way into it. */
const PATIENCE = 2_000;

/** Health checks over the real parts. The chain's head is asked for once by whoever wants to know it at a time. */
export function healthChecks(rpc: Rpc, database: Database, watch: Pick<ChainWatch, "head">): HealthChecks {
  const cursor = () =>
    database.read.selectFrom("cursor").select(["block_number", "synced_at", "line"]).executeTakeFirst();
  return {
    async chain(): Promise<HealthCheck> {
      const head = await watch.head();
      return head === undefined ? { ok: false, detail: "does not answer" } : { ok: true, detail: `at block ${head}` };
    },
    async indexer(): Promise<HealthCheck> {
      const end = Date.now() + PATIENCE;
      for (;;) {
        const [head, row] = [await rpc.blockNumber(), await cursor()];
        if (!row) return { ok: false, detail: "the indexer has not begun" };
        const detail = `mirrored up to block ${row.block_number} of ${head}, ${row.line} lines`;
        if (row.block_number === head) return { ok: true, detail };
        if (Date.now() >= end) return { ok: false, detail };
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    async database(): Promise<HealthCheck> {
      await database.read.selectFrom("accounts").select("id").limit(1).execute();
      return { ok: true, detail: "answers" };
    },
  };
}
