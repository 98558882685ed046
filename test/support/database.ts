/** Databases of the current form: what all migrations made is made once for all tests, and copied. */
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { PROJECT_FOLDER } from "../../config/settings.ts";
import { type Database, type LockPatience, migrate, openDatabase, openMigrated } from "../../store/database.ts";
import { migrationLock } from "../../store/database-file.ts";

const EMPTY = join(PROJECT_FOLDER, "cache", "empty.sqlite");

/** Make it. Once before all tests. */
export async function makeEmptyDatabase(): Promise<void> {
  await mkdir(join(PROJECT_FOLDER, "cache"), { recursive: true });
  const folder = await mkdtemp(join(PROJECT_FOLDER, "cache", "empty-"));
  const path = join(folder, "empty.sqlite");
  await (await openMigrated(path)).close();
  // In one step: another run may be copying it.
  await rename(migrationLock(path), migrationLock(EMPTY));
  await rename(path, EMPTY);
  await rm(folder, { recursive: true });
}

/** Open the database at `path`; where there is none yet, an empty one. */
export async function openTestDatabase(path: string, patience?: LockPatience): Promise<Database> {
  // Rules that are tried alone have none prepared.
  if (existsSync(EMPTY) && !existsSync(path) && !existsSync(migrationLock(path))) {
    await copyFile(migrationLock(EMPTY), migrationLock(path));
    await copyFile(EMPTY, path);
  }
  const database = openDatabase(path, patience);
  await migrate(database);
  return database;
}
