/** The file of a database: who may read it, and whether it is still the one that was opened. */
import { closeSync, existsSync, openSync, statSync } from "node:fs";
import { storageFault } from "../domain/shared/storage-fault.ts";

/** The database is unusable: the message says what happened to it, and what to do. */
export class DatabaseUnusable extends Error {
  override readonly name = "DatabaseUnusable";
}

/** The opened file has been moved or deleted: anything written to it now would be lost. */
export class DatabaseGone extends Error {
  override readonly name = "DatabaseGone";
  readonly code = "DATABASE_GONE";
}

/** The database file was replaced since it was opened: the process has to restart. */
export class DatabaseReplaced extends Error {
  override readonly name = "DatabaseReplaced";
}

/** The file of an open database. */
export interface DatabaseFile {
  readonly path: string;
  /** Whether the opened file is still in place. */
  state(): "in-place" | "gone" | "replaced";
  /** Throws a DatabaseGone unless it is. */
  check(): void;
}

/** The marker file beside a migrated database; not part of backups. */
export const migrationLock = (path: string) => `${path}-migration`;

/**
 * Make sure that the file exists and only its owner can read it: SQLite gives its other files the same mode. Throws a
 * DatabaseUnusable if there was a database and it is gone: an empty one in its place would give new accounts the
 * numbers, and with them the keys, of lost ones.
 */
export function ensureFile(path: string): void {
  if (existsSync(path)) return;
  if (existsSync(migrationLock(path))) {
    throw new DatabaseUnusable(
      `The database ${path} is gone: put it back, or restore a backup with \`npm run restore\`; ` +
        `to begin without its accounts, remove ${migrationLock(path)} too`,
    );
  }
  closeSync(openSync(path, "a", 0o600));
}

/** SQLite's error for a file; if the file is corrupted, as a sentence that says what to do. */
export function unusable(path: string, error: unknown): unknown {
  if (storageFault(error) !== "damaged") return error;
  return new DatabaseUnusable(
    `The database ${path} is damaged (${(error as Error).message}): keep a copy of it, and restore a backup with ` +
      "`npm run restore`; `npm run rebuild` makes the mirror anew, but not accounts and writes that wait",
    { cause: error },
  );
}

/** Remember the identity of the opened file. */
export function openedFile(path: string): DatabaseFile {
  const opened = identity(path);
  const file: DatabaseFile = {
    path,
    state() {
      const now = identity(path);
      if (now === opened) return "in-place";
      return now === undefined ? "gone" : "replaced";
    },
    check() {
      if (file.state() !== "in-place") throw new DatabaseGone("The database's file is not the one that was opened");
    },
  };
  return file;
}

function identity(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}
