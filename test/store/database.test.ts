/** A database's file: whose it is, and what becomes of it while it is open. */
import { chmodSync, statSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import SQLite from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepFilesPrivate, tightenDataFolder } from "../../config/private-files.ts";
import { storageFault } from "../../domain/shared/storage-fault.ts";
import { type Database, migrate, openDatabase, openMigrated } from "../../store/database.ts";
import { DatabaseGone, DatabaseReplaced, DatabaseUnusable } from "../../store/database-file.ts";
import { watchFile } from "../../store/watch-file.ts";
import { temporaryFolder } from "../support/folder.ts";
import { startProcess, until } from "../support/process.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.close());

const place = (name: string) => join(folder.path, `${name}.sqlite`);
const put = ({ write }: Database, at: number) => write.replaceInto("write_probe").values({ id: 1, at }).execute();
const got = async ({ read }: Database) => (await read.selectFrom("write_probe").select("at").executeTakeFirst())?.at;

test("its files can be read by their owner alone, whatever the process would let others read", async () => {
  const path = place("private");
  const before = process.umask(0o022);
  const database = await openMigrated(path);
  await put(database, 1);
  process.umask(before);
  for (const end of ["", "-wal", "-shm"]) expect([end, statSync(path + end).mode & 0o777]).toEqual([end, 0o600]);
  await database.close();
});

test("what others could read before, they cannot any more", async () => {
  const data = join(folder.path, "data");
  await mkdir(join(data, "keystore"), { recursive: true });
  const files = [
    "suyuan.sqlite",
    "suyuan.sqlite-wal",
    "suyuan.sqlite-migration",
    "lock.sqlite",
    "keystore/master-key.json",
  ];
  for (const file of files) await writeFile(join(data, file), "");
  await writeFile(join(data, "note.txt"), "");
  for (const file of [...files, "note.txt"]) chmodSync(join(data, file), 0o644);
  for (const each of ["", "keystore"]) chmodSync(join(data, each), 0o755);
  expect(tightenDataFolder(data)).toEqual([]);
  for (const file of files) expect([file, statSync(join(data, file)).mode & 0o777]).toEqual([file, 0o600]);
  for (const each of ["", "keystore"]) expect(statSync(join(data, each)).mode & 0o777).toBe(0o700);
  // A folder that is everybody's stays so.
  chmodSync(data, 0o1777);
  tightenDataFolder(data);
  expect(statSync(data).mode & 0o1777).toBe(0o1777);
});

test("what a process makes from then on is its owner's", async () => {
  const before = process.umask();
  keepFilesPrivate();
  await writeFile(join(folder.path, "new"), "");
  process.umask(before);
  expect(statSync(join(folder.path, "new")).mode & 0o777).toBe(0o600);
});

test("nothing is written into a file that was taken away, and all goes on when it is back", async () => {
  const path = place("away");
  const database = await openMigrated(path);
  await put(database, 1);
  await rename(path, `${path}.elsewhere`);
  const refused = await put(database, 2).catch((error) => error);
  expect(refused).toBeInstanceOf(DatabaseGone);
  expect(storageFault(refused)).toBe("gone");
  await expect(
    database.write.transaction().execute((transaction) => transaction.deleteFrom("write_probe").execute()),
  ).rejects.toThrow(DatabaseGone);
  expect(await got(database)).toBe(1);
  await rename(`${path}.elsewhere`, path);
  await put(database, 3);
  expect(await got(database)).toBe(3);
  await database.close();
});

test("a write is not told as done if the file went while it was written", async () => {
  const path = place("meanwhile");
  const database = await openMigrated(path);
  const written = database.write.transaction().execute(async (transaction) => {
    await transaction.replaceInto("write_probe").values({ id: 1, at: 5 }).execute();
    await rename(path, `${path}.elsewhere`);
  });
  await expect(written).rejects.toThrow(DatabaseGone);
  await database.close();
});

test("whoever has the old file open is told when it goes, and when another is put in its place", async () => {
  const path = place("watched");
  const database = await openMigrated(path);
  const told: boolean[] = [];
  const watched = watchFile(database.file, (isGone) => void told.push(isGone), 5);
  await rename(path, `${path}.elsewhere`);
  await until(async () => told.length === 1);
  await rename(`${path}.elsewhere`, path);
  await until(async () => told.length === 2);
  expect(told).toEqual([true, false]);
  await writeFile(`${path}.other`, "");
  await rename(`${path}.other`, path);
  await expect(watched.replaced).rejects.toThrow(DatabaseReplaced);
  watched.stop();
  await database.close();
});

test("where there was a database no new one is made, which would give new accounts the keys of old ones", async () => {
  const path = place("lost");
  await (await openMigrated(path)).close();
  await rm(path);
  expect(() => openDatabase(path)).toThrow(DatabaseUnusable);
  expect(() => openDatabase(path)).toThrow(/is gone: put it back, or restore a backup/);
  await rm(`${path}-migration`);
  await (await openMigrated(path)).close();
});

test.each([
  ["no database at all", (path: string) => writeFile(path, "x".repeat(8_192))],
  [
    "one whose pages are overwritten",
    async (path: string) => {
      await (await openMigrated(path)).close();
      const { open } = await import("node:fs/promises");
      const file = await open(path, "r+");
      await file.write(new Uint8Array(4_096).fill(0x5a), 0, 4_096 - 100, 100);
      await file.close();
    },
  ],
])("%s is told in a sentence, with what to do", async (name, damage) => {
  const path = place(name.replaceAll(" ", "-"));
  await damage(path);
  const refused = await openMigrated(path).catch((error) => error);
  expect(refused).toBeInstanceOf(DatabaseUnusable);
  expect(refused.message).toMatch(/^The database .* is damaged \(.*\): keep a copy of it, and restore a backup/);
});

test("a program that finds it damaged ends with one sentence, and says that starting again is no use", async () => {
  const data = join(folder.path, "damaged");
  await mkdir(data);
  await writeFile(join(data, "suyuan.sqlite"), "x".repeat(8_192));
  const run = startProcess("api/main.ts", { DATA_DIR: data, PORT: "0", CHAIN_RPC_URL: "http://127.0.0.1:1" });
  expect(await run.exited).toBe(78);
  expect(run.output().trim().split("\n")).toEqual([expect.stringContaining("is damaged (file is not a database)")]);
});

test("what is up to date is opened while another program holds it locked", async () => {
  const path = place("locked");
  await (await openMigrated(path)).close();
  const other = new SQLite(path);
  other.exec("begin exclusive");
  const database = openDatabase(path, { waiting: 50 });
  await migrate(database);
  expect(await got(database)).toBeUndefined();
  const refused = await put(database, 1).catch((error) => error);
  expect(storageFault(refused)).toBe("locked");
  other.close();
  await put(database, 1);
  await database.close();
});

test("a transaction that a full database ends is told by its cause, and the next one goes on", async () => {
  const database = await openMigrated(place("full"));
  const pages = database.raw.pragma("page_count", { simple: true });
  database.raw.pragma(`max_page_count = ${pages}`);
  const text = "x".repeat(20_000);
  const refused = await database.write
    .transaction()
    .execute(async (transaction) => {
      await transaction.replaceInto("write_probe").values({ id: 1, at: 7 }).execute();
      await transaction.insertInto("records").values({ digest: "0x", text, visibility: "public" }).execute();
    })
    .catch((error) => error);
  expect(storageFault(refused)).toBe("full");
  expect(await got(database)).toBeUndefined();
  await put(database, 8);
  expect(await got(database)).toBe(8);
  await database.close();
});
