/** Hand-overs of before keep what they were: who held each batch, who may see them, and no signature that nobody saw. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "../../store/database.ts";
import { handOversMended } from "../../store/migrations/0060-hand-overs-mended.ts";
import { openTestDatabase } from "../support/database.ts";
import { temporaryFolder } from "../support/folder.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Database;
beforeAll(async () => {
  folder = await temporaryFolder();
  database = await openTestDatabase(join(folder.path, "suyuan.sqlite"));
});
afterAll(async () => {
  await database.close();
  await folder.close();
});

const TAKE = '{"verb":"takeMany","consent":{"actor":"0xgiver","signature":"0xabc"}}';

test("what is known of them is filled in", async () => {
  const { raw, write } = database;
  raw.exec(`pragma foreign_keys = off;
    alter table hand_over_items drop column holder;
    alter table hand_overs drop column offered_at`);
  const add = raw.prepare(`insert into hand_overs (account_id, giver, custody, recipient, document, digest, restricted,
    signature, created_at, expires_at) values (1, '0xgiver', ?, '0xtaker', '{}', ?, 0, ?, 5, 9)`);
  const addItem = raw.prepare("insert into hand_over_items values (?, 0, ?, 'AP', '1')");
  const batch = raw.prepare(`insert into batches (id, trace_id, code, unit, quantity, custodian, seq, status, head,
    described_by, created_at, updated_at, state, search) values (?, ?, ?, 'KGM', '1', ?, 1, 'active', '0x', 1, 0, 0,
    'created', '')`);
  for (const [index, [custody, signature]] of [
    ["wallet", null],
    ["custodial", null],
    ["wallet", "0x12"],
  ].entries()) {
    add.run(custody, `0xd${index}`, signature);
    addItem.run(index + 1, `0xb${index}`);
  }
  for (const [id, custodian] of [
    ["0xb1", "0xfirm"],
    ["0xb2", "0xtaker"],
  ]) {
    batch.run(id, id, id, custodian);
  }
  raw.exec(`insert into facts (block_number, log_index, block_hash, transaction_hash, event, args, batch_id, seq, actor,
    digest, line) values (1, 1, '0x', '0x', 'CustodyAccepted', '{"from":"0xmill"}', '0xb2', 2, '0xtaker', '0xd2', 1)`);
  const operation = raw.prepare(`insert into operations (id, act, state, attempts, not_before, created_at, updated_at)
    values (?, ?, ?, 0, 0, 0, 0)`);
  for (const [id, state] of [
    ["unseen", "failed"],
    ["seen", "failed"],
    ["open", "unsigned"],
  ]) {
    operation.run(id, TAKE, state);
  }
  raw.exec("insert into transaction_operations values (7, 'seen')");

  await handOversMended.up(write);
  const column = (sql: string) => raw.prepare(sql).pluck().all();
  expect(column("select holder from hand_over_items order by hand_over")).toEqual(["0xgiver", "0xfirm", "0xmill"]);
  expect(column("select offered_at from hand_overs order by number")).toEqual([null, 5, 5]);
  expect(column("select act ->> '$.consent.signature' from operations order by id")).toEqual(["0xabc", "0xabc", "0x"]);
});
