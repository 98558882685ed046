import SQLite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { Migrator } from "kysely/migration";
import { migrations } from "./migrations/index.ts";
import type { Tables } from "./tables.ts";

/** A database with a connection for writing and one for reading, so that reads never wait for a transaction. */
export interface Database {
  readonly write: Kysely<Tables>;
  readonly read: Kysely<Tables>;
  /** The connection under `write`, for prepared statements. */
  readonly raw: SQLite.Database;
  close(): Promise<void>;
}

/** Open the SQLite file at `path`, creating it if need be. Migrations are separate: `migrate`. */
export function openDatabase(path: string): Database {
  const raw = new SQLite(path, { timeout: 10_000 });
  raw.pragma("journal_mode = WAL");
  // FULL: an accepted write survives a power cut, not only the end of a process.
  raw.pragma("synchronous = FULL");
  raw.pragma("foreign_keys = ON");
  const reader = new SQLite(path, { timeout: 10_000 });
  reader.pragma("query_only = ON");

  const write = new Kysely<Tables>({ dialect: new SqliteDialect({ database: raw }) });
  const read = new Kysely<Tables>({ dialect: new SqliteDialect({ database: reader }) });
  return {
    write,
    read,
    raw,
    async close() {
      await read.destroy();
      await write.destroy();
    },
  };
}

/**
 * Bring the tables up to date. Several processes may do so at once: one goes first, and the others find it done. Throws
 * what the first failing migration throws; that one leaves nothing behind.
 */
export async function migrate(database: Database): Promise<void> {
  const lock = new SQLite(`${database.raw.name}-migration`, { timeout: 60_000 });
  try {
    // SQLite's own migrator takes no lock. The operating system's is gone with its process, however that ends.
    lock.exec("begin exclusive");
    const migrator = new Migrator({
      db: database.write,
      provider: { getMigrations: async () => ({ ...migrations }) },
    });
    const { error } = await migrator.migrateToLatest();
    if (error) throw error;
  } finally {
    lock.close();
  }
}
