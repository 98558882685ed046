/** A mirror for tests: the real indexer on a real database file, driven step by step. */
import { join } from "node:path";
import pino from "pino";
import { rebuildProjections } from "../../indexer/rebuild.ts";
import { type IndexerOptions, isPassing, syncOptions } from "../../indexer/run.ts";
import { type SyncResult, syncOnce } from "../../indexer/sync.ts";
import { diskObjects } from "../../integrations/objects/disk.ts";
import type { Database } from "../../store/database.ts";
import { PROJECTIONS } from "../../store/tables.ts";
import type { TestChain } from "./chain.ts";
import { openTestDatabase } from "./database.ts";

/** A mirror that only moves when it is told to. */
export interface TestMirror {
  readonly database: Database;
  readonly options: IndexerOptions;
  step(): Promise<SyncResult>;
  /** Step until the mirror stands at the head of the chain. */
  sync(): Promise<void>;
  rebuild(): Promise<void>;
  /** All projections as text, without what differs from run to run by nature. */
  dump(): string;
  close(): Promise<void>;
}

/** Open a mirror of a chain in a folder. By default the latest three blocks can still be reorganised. */
export async function openTestMirror(
  chain: TestChain,
  folder: string,
  overrides: { name?: string } & Partial<
    Pick<IndexerOptions, "rpc" | "finalBlock" | "objects" | "logger" | "now" | "range">
  > = {},
): Promise<TestMirror> {
  const { name = "suyuan", ...parts } = overrides;
  const database = await openTestDatabase(join(folder, `${name}.sqlite`), { blocking: 10_000 });
  const options: IndexerOptions = {
    rpc: chain.rpc,
    database,
    objects: await diskObjects(join(folder, "objects")),
    deployment: chain,
    startBlock: chain.startBlock,
    finalBlock: async () => Math.max(0, (await chain.rpc.blockNumber()) - 3),
    pollInterval: 10,
    logger: pino({ level: "silent" }),
    ...parts,
  };
  const sync = await syncOptions(options);
  return {
    database,
    options,
    step: () => syncOnce(sync),
    async sync() {
      const seen: string[] = [];
      for (let rounds = 0; rounds < 300; rounds++) {
        const result = await syncOnce(sync).catch((error) => {
          if (isPassing(error)) return error.message;
          throw error;
        });
        if (result === "synced") return;
        seen.push(result);
      }
      throw new Error(`the mirror does not reach the head: ${seen.slice(-5).join(", ")}`);
    },
    rebuild: async () => void (await rebuildProjections(options, () => undefined)),
    dump: () => dumpProjections(database),
    close: () => database.close(),
  };
}

/** All projections as text. Left out: how often the cursor moved, when it last did, and hashes kept for reorganisations. */
export function dumpProjections(database: Database): string {
  const tables = PROJECTIONS.filter((table) => table !== "blocks").map((table) => {
    const rows = database.raw.prepare(`select * from ${table}`).all() as Record<string, unknown>[];
    const lines = rows.map(({ generation, synced_at, ...row }) => JSON.stringify(row)).sort();
    return `${table}\n${lines.join("\n")}`;
  });
  return tables.join("\n\n");
}
