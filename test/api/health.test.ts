/** What health tells of each part, on a database of its own. */
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import SQLite from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { healthChecks } from "../../api/health.ts";
import { diskObjects } from "../../integrations/objects/disk.ts";
import { type Database, openMigrated } from "../../store/database.ts";
import { temporaryFolder } from "../support/folder.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Database;
let head: number | undefined;
let checks: ReturnType<typeof healthChecks>;
beforeAll(async () => {
  folder = await temporaryFolder();
  database = await openMigrated(join(folder.path, "suyuan.sqlite"));
  const objects = await diskObjects(join(folder.path, "objects"), 0);
  checks = healthChecks({ database, objects, watch: { head: async () => head }, pollInterval: 1_000 });
});
afterAll(async () => {
  await database.close();
  await folder.close();
});

/** How far the mirror has come, and how many milliseconds ago it last stood at the head. */
function mirror(block: number, ago: number): void {
  database.raw
    .prepare(
      `insert or replace into cursor (id, generation, chain_id, contract, genesis_hash, block_number, block_hash,
       final_block, line, synced_at) values (1, 0, 1, '0x', '0x', ?, '0x', 0, 7, ?)`,
    )
    .run(block, Date.now() - ago);
}

test("the indexer: not begun, at the head, behind, away, and waiting for the node", async () => {
  head = 10;
  expect(await checks.indexer()).toEqual({ ok: false, detail: "has not begun" });
  mirror(10, 0);
  expect(await checks.indexer()).toEqual({ ok: true, detail: "mirrored up to block 10 of 10, 7 lines" });
  mirror(8, 3_000);
  const behind = await checks.indexer();
  expect(behind).toMatchObject({ ok: false, detail: expect.stringMatching(/block 8 of 10, 7 lines; .* \d+ s ago$/) });
  // Nothing came since, and yet nobody looked: it does not run.
  mirror(10, 60_000);
  const away = await checks.indexer();
  expect(away).toMatchObject({ ok: false, detail: expect.stringMatching(/block 10 of 10, 7 lines; .* 6\d s ago$/) });
  head = undefined;
  const silent = { ok: false, detail: "waits for the chain's node; mirrored up to block 10, 7 lines" };
  expect(await checks.indexer()).toEqual(silent);
  expect(await checks.chain()).toEqual({ ok: false, detail: "does not answer" });
});

test("the database: locked, read-only, taken away, damaged", async () => {
  const well = { ok: true, detail: "can be written to" };
  const told = (detail: string) => ({ ok: false, detail: expect.stringContaining(detail) });
  const other = new SQLite(join(folder.path, "suyuan.sqlite"));
  other.exec("begin exclusive");
  expect(await checks.writing()).toEqual(told("another program holds"));
  other.close();
  database.raw.pragma("query_only = ON");
  expect(await checks.writing()).toEqual(told("read-only"));
  database.raw.pragma("query_only = OFF");
  const path = database.file.path;
  await rename(path, `${path}.away`);
  expect(await checks.writing()).toEqual(told("taken away"));
  expect(await checks.database()).toEqual({ ok: true, detail: "answers" });
  await rename(`${path}.away`, path);
  expect(await checks.writing()).toEqual(well);
});

test("files: a folder that is gone", async () => {
  expect(await checks.storage()).toMatchObject({ ok: true });
  await rm(join(folder.path, "objects"), { recursive: true });
  expect(await checks.storage()).toMatchObject({ ok: false, detail: expect.stringContaining("cannot be used") });
});
