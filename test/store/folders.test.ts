/** A data folder that an earlier version made opens with this one, and loses nothing. */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import SQLite from "better-sqlite3";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serveChain } from "../../bench/index/recorded-chain.ts";
import { rebuildProjections } from "../../indexer/rebuild.ts";
import { diskObjects } from "../../integrations/objects/disk.ts";
import { openMigrated } from "../../store/database.ts";
import { migrations } from "../../store/migrations/index.ts";
import { temporaryFolder } from "../support/folder.ts";
import { dumpProjections } from "../support/mirror.ts";
import type { KeptFolder } from "./folders/kept-folder.ts";

const KEPT = new URL("./folders/", import.meta.url);
const names = (await readdir(KEPT)).filter((name) => name.endsWith(".json"));

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.close());

/** Put it back on the disk. */
async function unpack({ schema, rows, objects }: KeptFolder, path: string): Promise<void> {
  for (const [name, content] of Object.entries(objects)) {
    const file = join(path, "objects", name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, Buffer.from(content, "base64"));
  }
  const database = new SQLite(join(path, "suyuan.sqlite"));
  database.pragma("foreign_keys = OFF");
  const isTrigger = (statement: string) => /^create trigger/i.test(statement);
  for (const statement of schema.filter((each) => !isTrigger(each))) database.exec(statement);
  for (const [table, all] of Object.entries(rows)) {
    // What is computed from others is in no statement that writes.
    const columns = new Set(
      (database.pragma(`table_xinfo("${table}")`) as { name: string; hidden: number }[])
        .filter(({ hidden }) => hidden === 0)
        .map(({ name }) => name),
    );
    database.prepare(`delete from "${table}"`).run();
    for (const row of all) {
      const entries = Object.entries(row).filter(([name]) => columns.has(name));
      const values = entries.map(([, value]) =>
        value !== null && typeof value === "object"
          ? Buffer.from((value as { base64: string }).base64, "base64")
          : value,
      );
      const places = entries.map(() => "?").join(", ");
      database
        .prepare(`insert into "${table}" (${entries.map(([name]) => `"${name}"`).join(", ")}) values (${places})`)
        .run(...values);
    }
  }
  for (const statement of schema.filter(isTrigger)) database.exec(statement);
  database.close();
}

test("there is one to open", () => expect(names).not.toEqual([]));

describe.each(names)("a folder of %s", (name) => {
  test("is brought to today's form with all its rows, and its mirror is the one that the chain gives anew", async () => {
    const kept = JSON.parse(await readFile(new URL(name, KEPT), "utf8")) as KeptFolder;
    const path = join(folder.path, name);
    await mkdir(path);
    await unpack(kept, path);
    const database = await openMigrated(join(path, "suyuan.sqlite"), { blocking: 10_000 });

    const done = database.raw.prepare("select name from kysely_migration order by name").pluck().all();
    expect(done).toEqual(Object.keys(migrations));
    const tables = database.raw.prepare("select name from sqlite_schema where type = 'table'").pluck().all();
    for (const [table, rows] of Object.entries(kept.rows)) {
      // What a later form has no table for any more, its migration has put elsewhere.
      if (!tables.includes(table) || table === "kysely_migration") continue;
      const count = database.raw.prepare(`select count(*) from "${table}"`).pluck().get();
      expect(count, table).toBeGreaterThanOrEqual(rows.length);
    }

    const { chain } = kept;
    const options = {
      rpc: serveChain(chain.blocks, chain.logs, chain.state),
      database,
      objects: await diskObjects(join(path, "objects")),
      deployment: chain,
      startBlock: chain.startBlock,
      // As it was when the folder was kept.
      finalBlock: async () => chain.blocks.length - 3,
      pollInterval: 10,
      logger: pino({ level: "silent" }),
    };
    const before = dumpProjections(database);
    await rebuildProjections(options, () => undefined);
    expect(dumpProjections(database)).toBe(before);
    await database.close();
  });
});
