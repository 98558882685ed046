/** Applications that came of accounts from before there were any, and what they become by the mirror. */
import { join } from "node:path";
import { Migrator } from "kysely/migration";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aesSealer } from "../../integrations/messages/sealer.ts";
import { type Database, migrate, openDatabase } from "../../store/database.ts";
import { migrations } from "../../store/migrations/index.ts";
import { roleApplicationsRepository } from "../../store/roles/role-applications.ts";
import { temporaryFolder } from "../support/folder.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Database;
beforeAll(async () => {
  folder = await temporaryFolder();
  database = openDatabase(join(folder.path, "suyuan.sqlite"));
  const provider = { getMigrations: async () => ({ ...migrations }) };
  await new Migrator({ db: database.write, provider }).migrateTo("0023-every-act-a-line");
  const roles = database.raw.prepare("insert into account_roles values (?, ?, ?, 0)");
  const line = database.raw.prepare(
    `insert into facts (block_number, log_index, block_hash, transaction_hash, event, args, line)
     values (?, 0, '', '', 'RolesSet', ?, ?)`,
  );
  const account = database.raw.prepare(
    `insert into accounts (username, name, role, password_hash, address, key_id, custody, token_version, created_at, grant_due)
     values (?, '', ?, '', ?, ?, 'custodial', 1, 7000, ?)`,
  );
  let number = 0;
  const set = (address: string, ...words: number[]) => {
    for (const word of words) {
      number += 1;
      line.run(number, JSON.stringify({ account: address, roles: word, validUntil: 0 }), number);
    }
    const ever = words.reduce((all, word) => all | word, 0);
    roles.run(address, (words.at(-1) ?? 0) & 63, ever & 63);
  };
  for (const [name, role, due] of [
    ["held", "producer", 0],
    ["due", "carrier", 1],
    ["revoked", "inspector", 0],
    ["waiting", "regulator", 0],
    ["nobody", null, 0],
  ] as const) {
    account.run(name, role, name, name, due);
  }
  set("held", 1, 65);
  set("revoked", 8, 0);
  set("officer", 128, 192);
  await migrate(database);
});
afterAll(async () => {
  await database.close();
  await folder.close();
});

test("each role that somebody registered for is an application, which stands as its account does", async () => {
  const repository = roleApplicationsRepository(database, aesSealer(new Uint8Array(32)));
  const { items } = await repository.list({ status: undefined, page: 1, limit: 10 });
  const first = await repository.list({ status: undefined, page: 1, limit: 2 });
  const rest = await repository.list({ status: undefined, page: 1, limit: 10, cursor: first.next ?? undefined });
  expect([...first.items, ...rest.items]).toEqual(items);
  expect([first.items.length, rest.items.length, rest.next]).toEqual([2, items.length - 2, null]);
  expect(
    items.map(({ account, role, status, awaits, createdAt }) => [
      account.username,
      role,
      status,
      awaits,
      createdAt.getTime(),
    ]),
  ).toEqual([
    ["held", "producer", "granted", null, 7000],
    ["due", "carrier", "pending", "grant", 7000],
    ["revoked", "inspector", "revoked", null, 7000],
    ["waiting", "regulator", "pending", null, 7000],
  ]);
  expect((await repository.due()).map(({ account }) => account.username)).toEqual(["due"]);
});

test("the mirror has the officers' roles from its own lines", () => {
  const rows = database.raw.prepare("select address, current, ever from account_roles order by address").all();
  expect(rows).toEqual([
    { address: "held", current: 65, ever: 65 },
    { address: "officer", current: 192, ever: 192 },
    { address: "revoked", current: 0, ever: 8 },
  ]);
});

test("a mirror that is being made anew changes no application", async () => {
  const repository = roleApplicationsRepository(database, aesSealer(new Uint8Array(32)));
  const setEver = database.raw.prepare("update account_roles set current = 32, ever = ? where address = 'held'");
  const at = new Date();
  setEver.run(33);
  expect(await repository.settle(at, () => undefined)).toEqual([]);
  database.raw
    .prepare(
      `insert into cursor (id, chain_id, contract, genesis_hash, block_number, block_hash, line, generation, final_block, synced_at)
       values (1, 1, '', '', 1, '', 1, 1, 1, 1)`,
    )
    .run();
  // That it ever held the role is gone with the lines: as after a reorganisation, it comes again.
  setEver.run(32);
  expect(await repository.settle(at, () => undefined)).toEqual([]);
  setEver.run(33);
  expect((await repository.settle(at, () => undefined)).map(({ status }) => status)).toEqual(["revoked"]);
});
