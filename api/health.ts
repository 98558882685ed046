/** What has to work for this instance to be ready. */
import type { Rpc } from "../chain/rpc.ts";
import type { ChainWatch } from "../chain/watch.ts";
import { held } from "../domain/held.ts";
import { inTime } from "../domain/in-time.ts";
import type { Database } from "../store/database.ts";
import type { HealthCheck, HealthChecks } from "./options.ts";

/** How far the mirror may be behind the head for a moment, while a block is on its way into it. */
const PATIENCE = 2_000;
/** How long the node may take to say where the head is, beyond that. */
const LEEWAY = 1_000;

/** Health checks over the real parts. The chain's node is asked for all who want to know at a time, however many ask. */
export function healthChecks(rpc: Rpc, database: Database, watch: Pick<ChainWatch, "head">): HealthChecks {
  const cursor = () =>
    database.read.selectFrom("cursor").select(["block_number", "synced_at", "line"]).executeTakeFirst();
  async function indexer(): Promise<HealthCheck> {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const [head, row] = [await rpc.blockNumber(), await cursor()];
      if (!row) return { ok: false, detail: "the indexer has not begun" };
      const detail = `mirrored up to block ${row.block_number} of ${head}, ${row.line} lines`;
      if (row.block_number === head) return { ok: true, detail };
      if (Date.now() >= end) return { ok: false, detail };
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  return {
    async chain(): Promise<HealthCheck> {
      const head = await watch.head();
      return head === undefined ? { ok: false, detail: "does not answer" } : { ok: true, detail: `at block ${head}` };
    },
    indexer: held(
      () => inTime(PATIENCE + LEEWAY, indexer, { ok: false, detail: "does not answer" }),
      () => 0,
    ),
    async database(): Promise<HealthCheck> {
      await database.read.selectFrom("accounts").select("id").limit(1).execute();
      return { ok: true, detail: "answers" };
    },
  };
}
