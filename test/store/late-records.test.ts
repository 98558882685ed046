import { join } from "node:path";
import { Migrator } from "kysely/migration";
import { expect, test } from "vitest";
import { migrate, openDatabase } from "../../store/database.ts";
import { migrations } from "../../store/migrations/index.ts";
import { temporaryFolder } from "../support/folder.ts";

test("what an older database waits for is waited for on, once for each address that named it", async () => {
  const folder = await temporaryFolder();
  const database = openDatabase(join(folder.path, "older.sqlite"));
  const provider = { getMigrations: async () => ({ ...migrations }) };
  const { error } = await new Migrator({ db: database.write, provider }).migrateTo("0017-messages-by-time");
  expect(error).toBeUndefined();
  const fact = database.raw.prepare(
    `insert into facts (block_number, log_index, block_hash, transaction_hash, event, args, actor, digest)
     values (1, ?, '0x1', '0x2', 'Recorded', '{}', ?, ?)`,
  );
  for (const [index, [actor, digest]] of [
    ["0xa", "0x10"],
    ["0xa", "0x10"],
    ["0xb", "0x10"],
    ["0xb", "0x20"],
  ].entries()) {
    fact.run(index, actor, digest);
  }
  const record = database.raw.prepare("insert into records (digest, text, visibility) values (?, null, ?)");
  record.run("0x10", "missing");
  record.run("0x20", "restricted");
  await migrate(database);
  expect(database.raw.prepare("select * from record_queue order by actor").all()).toEqual([
    { actor: "0xa", not_before: 0, digest: "0x10", attempts: 0 },
    { actor: "0xb", not_before: 0, digest: "0x10", attempts: 0 },
  ]);
  await database.close();
  await folder.close();
});
