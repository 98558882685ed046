import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrate, openDatabase } from "../../store/database.ts";
import { migrations } from "../../store/migrations/index.ts";
import { temporaryFolder } from "../support/folder.ts";
import { startProcess } from "../support/process.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.close());

test("processes that start together on a new database migrate it once, and none fails", async () => {
  for (let round = 0; round < 3; round++) {
    const path = join(folder.path, `together-${round}.sqlite`);
    const runs = Array.from({ length: 4 }, () => startProcess("test/support/migrate-process.ts", {}, [path]));
    const results = await Promise.all(runs.map(async (run) => ({ code: await run.exited, output: run.output() })));
    expect(results).toEqual(runs.map(() => ({ code: 0, output: "" })));
  }
});

test("migrating again changes nothing", async () => {
  const database = openDatabase(join(folder.path, "again.sqlite"));
  await migrate(database);
  const schema = () => database.raw.prepare("select sql from sqlite_schema order by name").pluck().all();
  const before = schema();
  await migrate(database);
  expect(schema()).toEqual(before);
  const done = database.raw.prepare("select name from kysely_migration order by name").pluck().all();
  expect(done).toEqual(Object.keys(migrations));
  await database.close();
});
