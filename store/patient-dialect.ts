/** SQLite for a process that has to stay responsive while another program writes to the database or keeps it locked. */
import { setTimeout as sleep } from "node:timers/promises";
import type SQLite from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  SqliteDialect,
  SqliteDriver,
} from "kysely";
import { storageFault } from "../domain/shared/storage-fault.ts";
import type { DatabaseFile } from "./database-file.ts";

/** Between two tries, in milliseconds. */
const SHORTEST_PAUSE = 5;
const LONGEST_PAUSE = 100;

/**
 * The dialect of the writing connection. A statement that meets a lock is retried without blocking the process; once
 * the lock has lasted for `patience` milliseconds it fails, and further ones fail at once, until the lock is gone.
 * Nothing is written to a file that has been moved or deleted.
 */
export function patientDialect(database: SQLite.Database, file: DatabaseFile, patience: number): SqliteDialect {
  const dialect = new SqliteDialect({ database });
  dialect.createDriver = () => new PatientDriver(database, file, patience);
  return dialect;
}

class PatientDriver extends SqliteDriver implements Driver {
  readonly #database: SQLite.Database;
  readonly #file: DatabaseFile;
  readonly #patience: number;
  #connection: DatabaseConnection | undefined;
  /** When the current lock was first met. */
  #lockedSince: number | undefined;

  constructor(database: SQLite.Database, file: DatabaseFile, patience: number) {
    super({ database });
    this.#database = database;
    this.#file = file;
    this.#patience = patience;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#connection ??= this.#patient(await super.acquireConnection());
    return this.#connection;
  }

  /** Takes the write lock at once: a transaction that reads first might not get it later. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection);
    this.#file.check();
  }

  /** SQLite rolls a transaction back itself when the disk is full: then there is nothing left to roll back. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }

  #patient(connection: DatabaseConnection): DatabaseConnection {
    const executeQuery: DatabaseConnection["executeQuery"] = (query, options) => {
      const run = () => connection.executeQuery(query, options) as Promise<QueryResult<never>>;
      return this.#database.inTransaction ? run() : this.#whenUnlocked(run, query.query.kind);
    };
    return { executeQuery, streamQuery: connection.streamQuery.bind(connection) };
  }

  async #whenUnlocked(work: () => Promise<QueryResult<never>>, kind: string): Promise<QueryResult<never>> {
    for (let pause = SHORTEST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      this.#file.check();
      try {
        const result = await work();
        // Reads are not blocked by a lock, so their success proves nothing.
        const isRead = kind === "SelectQueryNode" || (kind === "RawNode" && result.numAffectedRows === undefined);
        if (!isRead) this.#lockedSince = undefined;
        return result;
      } catch (error) {
        if (storageFault(error) !== "locked") throw error;
        const now = performance.now();
        this.#lockedSince ??= now;
        if (now - this.#lockedSince >= this.#patience) throw error;
      }
      await sleep(pause);
    }
  }
}
