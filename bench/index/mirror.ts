/** The real indexer on a new database file, and the least that can be done to write the same rows. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import pino from "pino";
import type { Objects } from "../../domain/files/objects.ts";
import { syncOptions } from "../../indexer/run.ts";
import { syncOnce } from "../../indexer/sync.ts";
import { type Database, migrate, openDatabase } from "../../store/database.ts";
import type { RecordedChain } from "./recorded-chain.ts";

/** A new, empty database in a folder. */
export async function newDatabase(folder: string): Promise<Database> {
  const database = openDatabase(join(folder, `${randomUUID()}.sqlite`), { blocking: 10_000 });
  await migrate(database);
  return database;
}

/** Mirror a chain from its first block to its head. */
export async function backfill(chain: RecordedChain, database: Database, objects: Objects): Promise<void> {
  const options = await syncOptions({
    rpc: chain.rpc,
    database,
    objects,
    deployment: chain,
    startBlock: chain.startBlock,
    finalBlock: () => chain.rpc.blockNumber(),
    pollInterval: 0,
    logger: pino({ level: "silent" }),
  });
  for (;;) {
    const result = await syncOnce(options);
    if (result === "synced") return;
    if (result === "waiting") throw new Error("the indexer waits for something that this chain does not have");
  }
}

/** How many lines a database mirrors. */
export function mirroredLines(database: Database): number {
  const row = database.raw.prepare("select count(*) as count from facts where line is not null").get();
  return (row as { count: number }).count;
}

/** The rows that a backfill leaves in the tables which grow with the chain. */
export interface Rows {
  readonly columns: readonly string[];
  readonly values: readonly unknown[][];
}
const GROWING = ["facts", "batches", "records"] as const;

/** Read those rows. */
export function rowsOf(database: Database): Map<string, Rows> {
  return new Map(
    GROWING.map((table) => {
      const statement = database.raw.prepare(`select * from ${table}`).raw();
      return [table, { columns: statement.columns().map(({ name }) => name), values: statement.all() as unknown[][] }];
    }),
  );
}

/** Write rows that are ready into the same tables with the same indexes: one transaction, and nothing else. */
export function insertRows(database: Database, tables: ReadonlyMap<string, Rows>): void {
  database.raw.transaction(() => {
    for (const [table, { columns, values }] of tables) {
      const marks = columns.map(() => "?").join(", ");
      const insert = database.raw.prepare(`insert into ${table} (${columns.join(", ")}) values (${marks})`);
      for (const row of values) insert.run(row);
    }
  })();
}
