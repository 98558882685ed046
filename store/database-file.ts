/** The file of a database: who may read it, and whether it is still the one that was opened. */
import { closeSync, existsSync, openSync, statSync } from "node:fs";
import { storageFault } from "../domain/shared/storage-fault.ts";

/** There is no use in starting: the message says what happened to the database, and what to do. */
export class DatabaseUnusable extends Error {
  override readonly name = "DatabaseUnusable";
}

/** The file that was opened is not at its place: what is written into it now would be lost. */
export class DatabaseGone extends Error {
  override readonly name = "DatabaseGone";
  readonly code = "DATABASE_GONE";
}

/** Another file lies at the database's place than the one that was opened: whoever has it open has to start anew. */
export class DatabaseReplaced extends Error {
  override readonly name = "DatabaseReplaced";
}

/** The file of an open database. */
export interface DatabaseFile {
  readonly path: string;
  /** Whether the file that was opened is still at its place. */
  state(): "in-place" | "gone" | "replaced";
  /** Throws a DatabaseGone unless it is. */
  check(): void;
}

/** What lies beside a database once it was migrated, and is in no backup. */
export const migrationLock = (path: string) => `${path}-migration`;

/**
 * Make sure that there is a file that nobody but its owner can read: SQLite gives its other files the same mode.
 * Throws a DatabaseUnusable where there was a database and is none any more. A new one in its place would give new
 * accounts the numbers, and with these the keys, of the ones that were lost.
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

/** What SQLite says of a file, as a sentence with a way out where it is no database any more. */
export function unusable(path: string, error: unknown): unknown {
  if (storageFault(error) !== "damaged") return error;
  return new DatabaseUnusable(
    `The database ${path} is damaged (${(error as Error).message}): keep a copy of it, and restore a backup with ` +
      "`npm run restore`; `npm run rebuild` makes the mirror anew, but not accounts and writes that wait",
    { cause: error },
  );
}

/** Remember which file was opened. */
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
