import { setTimeout as sleep } from "node:timers/promises";
import SQLite from "better-sqlite3";
import { Kysely, SqliteDialect, sql } from "kysely";
import { Migrator } from "kysely/migration";
import { storageFault } from "../domain/shared/storage-fault.ts";
import { type DatabaseFile, ensureFile, migrationLock, openedFile, unusable } from "./database-file.ts";
import { migrations } from "./migrations/index.ts";
import { patientDialect } from "./patient-dialect.ts";
import type { Tables } from "./tables.ts";

/** A database with a connection for writing and one for reading, so that reads never wait for a transaction. */
export interface Database {
  readonly write: Kysely<Tables>;
  readonly read: Kysely<Tables>;
  /** The connection under `write`, for prepared statements. */
  readonly raw: SQLite.Database;
  readonly file: DatabaseFile;
  close(): Promise<void>;
}

/** Timeouts for locks held by other programs, in milliseconds. */
export interface LockPatience {
  /** While blocking this process; short in a process that serves readers, which is the default. */
  readonly blocking?: number;
  /** For statements through `write`, without blocking the process; ten seconds if left out. */
  readonly waiting?: number;
}

/** Timeout while opening the database: processes that start together open it at the same time. */
const OPENING_PATIENCE = 10_000;

/** Timeout for another process's migrations, in milliseconds. */
const MIGRATION_PATIENCE = 60_000;

/** Two processes that open a new database at once: for this lock alone SQLite does not wait by itself. */
function takeLogIntoUse(connection: SQLite.Database): void {
  const end = Date.now() + OPENING_PATIENCE;
  for (;;) {
    try {
      connection.pragma("journal_mode = WAL");
      return;
    } catch (error) {
      if (storageFault(error) !== "locked" || Date.now() >= end) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

/**
 * Open the SQLite file at `path`, creating it if there never was one. Migrations are separate: `migrate`. Throws a
 * DatabaseUnusable if it is damaged, or existed and is gone.
 */
export function openDatabase(path: string, { blocking = 20, waiting = 10_000 }: LockPatience = {}): Database {
  ensureFile(path);
  const connections: SQLite.Database[] = [];
  const connect = () => {
    const connection = new SQLite(path, { timeout: OPENING_PATIENCE });
    connections.push(connection);
    return connection;
  };
  try {
    const raw = connect();
    takeLogIntoUse(raw);
    // FULL: an accepted write survives a power cut, not only the end of a process.
    raw.pragma("synchronous = FULL");
    raw.pragma("foreign_keys = ON");
    const reader = connect();
    reader.pragma("query_only = ON");
    raw.pragma(`busy_timeout = ${blocking}`);
    // Readers meet a lock only while the log is recovered after a crash.
    reader.pragma(`busy_timeout = ${Math.max(blocking, 1_000)}`);
    const file = openedFile(path);
    const write = new Kysely<Tables>({ dialect: patientDialect(raw, file, waiting) });
    const read = new Kysely<Tables>({ dialect: new SqliteDialect({ database: reader }) });
    return {
      write,
      read,
      raw,
      file,
      async close() {
        await read.destroy();
        await write.destroy();
        // Kysely does not close a connection that it never used.
        for (const connection of connections) connection.close();
      },
    };
  } catch (error) {
    for (const connection of connections) connection.close();
    throw unusable(path, error);
  }
}

/** Open a database and migrate it. Closes everything if that fails. */
export async function openMigrated(path: string, patience?: LockPatience): Promise<Database> {
  const database = openDatabase(path, patience);
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * Run pending migrations. Several processes may do so at once: one goes first, and the others find them done. Throws
 * the error of the first failing migration, which is rolled back. Without pending migrations nothing is written, so
 * that a read-only database can be used for reading.
 */
export async function migrate(database: Database): Promise<void> {
  try {
    if (await isUpToDate(database)) return;
    const lock = new SQLite(migrationLock(database.file.path), { timeout: 100 });
    try {
      // SQLite's own migrator takes no lock. The operating system releases its lock when the process ends, in whatever
      // way.
      await takeLock(lock);
      const migrator = new Migrator({
        db: database.write,
        provider: { getMigrations: async () => ({ ...migrations }) },
      });
      const { error } = await migrator.migrateToLatest();
      if (error) throw error;
    } finally {
      lock.close();
    }
  } catch (error) {
    throw unusable(database.file.path, error);
  }
}

async function isUpToDate({ read }: Database): Promise<boolean> {
  const isThere = sql<object>`select 1 from sqlite_schema where name = 'kysely_migration'`;
  if ((await isThere.execute(read)).rows.length === 0) return false;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(read);
  const done = new Set(rows.map(({ name }) => name));
  // The migrator refuses migrations that are done but unknown here.
  return done.size === Object.keys(migrations).length && Object.keys(migrations).every((name) => done.has(name));
}

async function takeLock(lock: SQLite.Database): Promise<void> {
  const end = performance.now() + MIGRATION_PATIENCE;
  for (;;) {
    try {
      lock.exec("begin exclusive");
      return;
    } catch (error) {
      if (storageFault(error) !== "locked" || performance.now() >= end) throw error;
    }
    await sleep(50);
  }
}
