/** A copy of the database as of one instant, taken while others write. */
import SQLite from "better-sqlite3";
import { CommandError } from "../deploy/command-error.ts";
import type { Manifest } from "./manifest.ts";

/** What the database knows about its chain, before it is copied. */
export interface KnownChain {
  readonly chainId: number;
  readonly genesisHash: string;
  readonly block: number;
}

/** Longer than any transaction of ours takes. */
const PATIENCE = 10_000;

/** How far account numbers jump in a copy. */
const NUMBERS_SKIPPED = 1_000_000;

/**
 * Copy the database at `source` to the new file `target`.
 *
 * @param meanwhile Done at the instant that the copy shows: nobody can write to the database until it is done.
 */
export async function copyDatabase(
  source: string,
  target: string,
  meanwhile: () => Promise<void>,
  onProgress: (share: number) => void,
): Promise<void> {
  // Held as a reader's snapshot. Without that, SQLite starts over whenever another process writes, perhaps forever.
  const reader = openSource(source);
  try {
    const holder = new SQLite(source, { fileMustExist: true, timeout: PATIENCE });
    try {
      holder.exec("begin immediate");
      await meanwhile();
      reader.exec("begin");
      reader.prepare("select count(*) from sqlite_schema").get();
    } finally {
      holder.close();
    }
    let shown = 0;
    await reader.backup(target, {
      progress({ totalPages, remainingPages }) {
        const share = 1 - remainingPages / Math.max(1, totalPages);
        if (share >= shown + 0.25) {
          shown = share;
          onProgress(share);
        }
        return 1_000;
      },
    });
  } finally {
    reader.close();
  }
}

/** What the database at `source` knows about its chain; undefined if the mirror has not begun. */
export function knownChain(source: string): KnownChain | undefined {
  const database = openSource(source);
  try {
    const row = cursorOf(database);
    return row && { chainId: row.chain_id, genesisHash: row.genesis_hash, block: row.block_number };
  } finally {
    database.close();
  }
}

/**
 * Make a copy fit for being gone on with, after which the world has gone on without it:
 *
 * - An account made since is lost, but records name it by its number. No new account may get that, so their numbers
 *   go on far behind it.
 */
export function makeResumable(file: string): void {
  const database = new SQLite(file, { fileMustExist: true });
  try {
    const check = database.pragma("quick_check", { simple: true });
    if (check !== "ok") throw new CommandError(`The database is damaged, so it was not backed up: ${check}`);
    database
      .transaction(() => {
        const { highest } = database
          .prepare<[], { highest: number }>(
            "select max(coalesce((select max(id) from accounts), 0), coalesce((select seq from sqlite_sequence where name = 'accounts'), 0)) as highest",
          )
          .get() as { highest: number };
        database.exec("delete from sqlite_sequence where name = 'accounts'");
        database
          .prepare("insert into sqlite_sequence (name, seq) values ('accounts', ?)")
          .run(highest + NUMBERS_SKIPPED);
      })
      .immediate();
    // One file, without a log beside it.
    database.pragma("journal_mode = delete");
  } finally {
    database.close();
  }
}

/** The manifest's section on the database. */
export function describeDatabase(file: string): Pick<Manifest, "mirror" | "pending" | "migration"> {
  const database = new SQLite(file, { fileMustExist: true, readonly: true });
  try {
    const number = (sql: string) => Number(database.prepare(sql).pluck().get());
    const cursor = cursorOf(database);
    return {
      mirror: cursor
        ? {
            chainId: cursor.chain_id,
            contract: cursor.contract,
            genesisHash: cursor.genesis_hash,
            block: cursor.block_number,
            blockHash: cursor.block_hash,
            lines: cursor.line,
            batches: number("select count(*) from batches"),
          }
        : null,
      pending: number("select count(*) from operations where state in ('waiting', 'sent', 'mined')"),
      migration: String(database.prepare("select max(name) from kysely_migration").pluck().get()),
    };
  } finally {
    database.close();
  }
}

/** The digests of all objects that the database names, in order. */
export function* namedObjects(file: string): Generator<string> {
  const database = new SQLite(file, { fileMustExist: true, readonly: true });
  try {
    const names = database
      .prepare<[], string>(
        "select digest from facts where digest is not null union select digest from series_steps union select digest from operations where digest is not null union select sha256 from record_files union select sha256 from uploads",
      )
      .pluck();
    for (const name of names.iterate()) yield name.replace(/^0x/, "");
  } finally {
    database.close();
  }
}

interface CursorRow {
  chain_id: number;
  contract: string;
  genesis_hash: string;
  block_number: number;
  block_hash: string;
  line: number;
}

function cursorOf(database: SQLite.Database): CursorRow | undefined {
  return database.prepare<[], CursorRow>("select * from cursor").get();
}

function openSource(source: string): SQLite.Database {
  const database = new SQLite(source, { fileMustExist: true, timeout: PATIENCE });
  database.pragma("query_only = ON");
  return database;
}
