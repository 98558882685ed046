/** Who is admitted, from the lines of administration that there are: when a database is migrated as when they come. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Hex } from "../../domain/shared/hex.ts";
import { rebuildAdministration } from "../../indexer/project-administration.ts";
import { prepareStatements } from "../../indexer/statements.ts";
import { type Database, migrate, openDatabase } from "../../store/database.ts";
import { parties } from "../../store/migrations/0027-parties.ts";
import { partiesRepository } from "../../store/parties/parties.ts";
import { temporaryFolder } from "../support/folder.ts";
import { addressOf } from "../support/made.ts";

const [FARM, SHOP, CARRIER, LAB] = [addressOf("f1"), addressOf("f2"), addressOf("ca"), addressOf("1a")];
const BATCH: Hex = `0x${"ab".repeat(32)}`;
const EVERY: Hex = `0x${"00".repeat(32)}`;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Database;
beforeAll(async () => {
  folder = await temporaryFolder();
  database = openDatabase(join(folder.path, "parties.sqlite"));
  await migrate(database);
  const insert = database.raw.prepare(
    `insert into facts (block_number, log_index, block_hash, transaction_hash, event, args, line)
     values (?, 0, '0x', ?, 'PartySet', ?, ?)`,
  );
  const admissions: [custodian: Hex, account: Hex, id: Hex, admitted: boolean][] = [
    [FARM, CARRIER, BATCH, true],
    [FARM, CARRIER, EVERY, true],
    [FARM, LAB, BATCH, true],
    [FARM, LAB, BATCH, false],
    [SHOP, LAB, BATCH, true],
    [FARM, CARRIER, EVERY, false],
    [FARM, LAB, EVERY, true],
    [FARM, CARRIER, BATCH, false],
    [FARM, CARRIER, BATCH, true],
  ];
  for (const [index, [custodian, account, id, admitted]] of admissions.entries()) {
    const line = index + 1;
    const args = { account, id, actor: custodian, line, timestamp: 1_700_000_000 + line, custodian, admitted };
    insert.run(line, `0x${String(line).padStart(64, "0")}`, JSON.stringify(args), line);
  }
});
afterAll(async () => {
  await database.close();
  await folder.close();
});

const rows = () => database.raw.prepare("select * from parties order by custodian, batch_id, account").all();

test("of the lines about an admission the latest counts, in a database of before as in one made anew", async () => {
  rebuildAdministration(prepareStatements(database.raw));
  const rebuilt = rows();
  expect(rebuilt).toMatchObject([
    { custodian: FARM, batch_id: "", account: LAB, line: 7 },
    { custodian: FARM, batch_id: BATCH, account: CARRIER, line: 9, since: 1_700_000_009 },
    { custodian: SHOP, batch_id: BATCH, account: LAB, line: 5 },
  ]);
  database.raw.exec("drop table parties; drop table party_notes");
  await parties.up(database.write);
  expect(rows()).toEqual(rebuilt);
});

test("a custodian's parties are listed the latest first, with its own notes, and nobody else's", async () => {
  const { find, list, note } = partiesRepository(database);
  const admission = { custodian: FARM, account: CARRIER, batchId: BATCH };
  await note(admission, "to the coast");
  await note(admission, "to San Francisco");
  await note({ ...admission, batchId: null }, "of another admission");
  const all = await list({ custodians: [FARM], batchId: BATCH, page: 1, limit: 10 });
  expect(all).toMatchObject({
    total: 2,
    items: [
      { account: CARRIER, batchId: BATCH, note: "to San Francisco", since: new Date(1_700_000_009_000), line: 9 },
      { account: LAB, batchId: null, note: null },
    ],
  });
  expect(await list({ custodians: [FARM], batchId: BATCH, page: 2, limit: 1 })).toMatchObject({
    total: 2,
    items: [{ account: LAB }],
  });
  expect(await list({ custodians: [FARM], batchId: null, page: 1, limit: 10 })).toMatchObject({ total: 1 });
  await note(admission, null);
  expect(await find(admission)).toMatchObject({ note: null, blockNumber: 9 });
  expect(await find({ ...admission, batchId: null })).toBeUndefined();
});
