/** What was brought before files were counted is taken over as it stood. */
import { join } from "node:path";
import { Migrator } from "kysely/migration";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, migrate, openDatabase } from "../../store/database.ts";
import { storedFilesRepository } from "../../store/files/stored-files.ts";
import { migrations } from "../../store/migrations/index.ts";
import { temporaryFolder } from "../support/folder.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Database;
beforeAll(async () => {
  folder = await temporaryFolder();
  database = openDatabase(join(folder.path, "before.sqlite"));
  const before = Object.entries(migrations).filter(([name]) => name < "0022");
  const provider = { getMigrations: async () => Object.fromEntries(before) };
  const { error } = await new Migrator({ db: database.write, provider }).migrateToLatest();
  if (error) throw error;
});
afterAll(async () => {
  await database.close();
  await folder.close();
});

const DAY = 86_400_000;
const sha = (digit: string) => `0x${digit.repeat(64)}` as const;

test("with a lifetime from the upgrade on to be named in; what was kept, or is named, stays", async () => {
  const { raw } = database;
  const upload = raw.prepare("insert into uploads (account_id, sha256, created_at) values (?, ?, 1)");
  for (const digit of ["a", "b", "c", "d"]) upload.run(1, sha(digit));
  const pending = raw.prepare(
    `insert into uploads_pending (id, account_id, media_type, size, sha256, restricted, part_size, state, kept, created_at, expires_at)
     values (?, 1, 'text/plain', 7, ?, 0, 7, ?, ?, 1, 1)`,
  );
  pending.run("1", sha("b"), "stored", 1);
  pending.run("2", sha("c"), "stored", 0);
  pending.run("3", sha("e"), "collecting", 0);
  pending.run("4", sha("f"), "pending", 0);
  raw
    .prepare("insert into records (digest, text, visibility) values (?, ?, 'public')")
    .run(sha("0"), JSON.stringify({ step: { attachments: [{ sha256: sha("d") }] } }));

  const from = Date.now();
  await migrate(database);
  const files = raw.prepare("select sha256, size, named, collecting from files order by sha256").all();
  expect(files).toEqual([
    { sha256: sha("a"), size: 0, named: 0, collecting: 0 },
    { sha256: sha("b"), size: 7, named: 1, collecting: 0 },
    { sha256: sha("c"), size: 7, named: 0, collecting: 0 },
    { sha256: sha("d"), size: 0, named: 1, collecting: 0 },
    { sha256: sha("e"), size: 7, named: 0, collecting: 1 },
  ]);
  expect(raw.prepare("select sha256, size, named from uploads where named = 1 order by sha256").all()).toEqual([
    { sha256: sha("b"), size: 7, named: 1 },
    { sha256: sha("d"), size: 0, named: 1 },
  ]);
  expect(raw.prepare("select id, state from uploads_pending order by id").all()).toEqual([
    { id: "1", state: "stored" },
    { id: "2", state: "stored" },
    { id: "4", state: "pending" },
  ]);

  const stored = storedFilesRepository(database);
  expect(await stored.due(new Date(from), new Date(), 10)).toEqual([sha("e")]);
  expect(await stored.due(new Date(from + DAY), new Date(), 10)).toEqual([sha("e"), sha("a"), sha("c")]);
  // A record that comes later names it for good, by whatever way it is written.
  raw
    .prepare("insert into records (digest, text, visibility) values (?, ?, 'public')")
    .run(sha("1"), JSON.stringify({ batch: { product: { image: { sha256: sha("a") } } } }));
  raw.exec("delete from records");
  expect(await stored.claim(sha("a"), new Date(from + DAY), new Date())).toBe(false);
  expect(raw.prepare("select named from uploads where sha256 = ?").pluck().get(sha("a"))).toBe(1);
});
