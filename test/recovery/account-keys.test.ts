/** Accounts in SQL and the register of keys: what is written first, and what a start finds. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Migrator } from "kysely/migration";
import { afterAll, beforeAll, expect, test } from "vitest";
import { settleAccountKeys } from "../../api/compose/keys.ts";
import { KEY_REGISTER } from "../../chain/key-register.ts";
import { custodialKeys, type Keys, openKeystore } from "../../chain/keystore.ts";
import type { NewAccount } from "../../domain/accounts/ports.ts";
import { accountKeysRepository } from "../../store/accounts/account-keys.ts";
import { accountsRepository } from "../../store/accounts/accounts.ts";
import { type Database, migrate, openDatabase } from "../../store/database.ts";
import { migrations } from "../../store/migrations/index.ts";
import { temporaryFolder } from "../support/folder.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let keystore: string;
let keys: Keys;
let count = 0;
const open: Database[] = [];
beforeAll(async () => {
  folder = await temporaryFolder();
  keystore = join(folder.path, "keystore");
  keys = await openKeystore(keystore, "a passphrase for tests", { scryptCost: 1024 });
});
afterAll(async () => {
  for (const database of open) await database.close();
  await folder.close();
});

async function newDatabase(upTo?: string): Promise<Database> {
  const database = openDatabase(join(folder.path, `${++count}.sqlite`));
  open.push(database);
  const provider = { getMigrations: async () => ({ ...migrations }) };
  if (upTo) await new Migrator({ db: database.write, provider }).migrateTo(upTo);
  else await migrate(database);
  return database;
}

const fields = (username: string): NewAccount => ({
  username,
  email: null,
  phone: null,
  name: username,
  role: null,
  passwordHash: "-",
  grantDue: false,
});
const create = (database: Database, username: string) =>
  accountsRepository(database).create(fields(username), custodialKeys(keys).create());
const registered = () => keys.register.read().keys;

test("a key is registered before its account is there, and not at all for one that there will not be", async () => {
  const database = await newDatabase();
  const before = registered().length;
  const first = await create(database, "first");
  expect(registered().slice(before)).toMatchObject([{ keyId: first.keyId, address: first.address, account: first.id }]);
  await expect(create(database, "FIRST")).rejects.toMatchObject({ code: "conflict", details: [{ field: "username" }] });
  expect(registered().length).toBe(before + 1);

  // Where it cannot be written down, there is no account.
  const key = custodialKeys(keys).create();
  const full = {
    ...key,
    register() {
      throw new Error("the disk is full");
    },
  };
  const { create: add, byIdentifier } = accountsRepository(database);
  await expect(add(fields("second"), full)).rejects.toThrow("the disk is full");
  expect(await byIdentifier("second")).toBeUndefined();
});

test("accounts from before keep their keys, which are registered at the next start; new ones never get a number's", async () => {
  const database = await newDatabase("0017-messages-by-time");
  const address = (number: number) => keys.account(String(number)).address.toLowerCase();
  const insert = database.raw.prepare(
    "insert into accounts (id, username, name, password_hash, address, custody, token_version, created_at) values (?, ?, 'n', '-', ?, ?, 1, 0)",
  );
  insert.run(3, "old", address(3), "custodial");
  insert.run(9, "bound", `0x${"ab".repeat(20)}`, "wallet");
  await migrate(database);
  expect(await accountsRepository(database).byIdentifier("old")).toMatchObject({
    id: 3,
    keyId: "3",
    address: address(3),
  });
  const before = registered().length;
  await settleAccountKeys(database, keys);
  expect(registered().slice(before)).toEqual([
    { keyId: "3", address: address(3), account: 3, created: "1970-01-01T00:00:00.000Z" },
    { keyId: "9", address: address(9), account: 9, created: "1970-01-01T00:00:00.000Z" },
  ]);
  await settleAccountKeys(database, keys);
  expect(registered().length).toBe(before + 2);

  const created = await create(database, "new");
  expect(created.id).toBe(10);
  expect(created.keyId).toMatch(/^[0-9a-f]{32}$/);
  expect(created.address).not.toBe(address(10));
});

test("a new database goes on behind the numbers that the register has, and far behind where there is none", async () => {
  const highest = Math.max(...registered().map(({ account }) => account));
  const database = await newDatabase();
  await settleAccountKeys(database, keys);
  expect((await create(database, "after")).id).toBe(highest + 1);

  await rm(join(keystore, KEY_REGISTER));
  const another = await newDatabase();
  await settleAccountKeys(another, keys);
  await settleAccountKeys(another, keys);
  expect((await create(another, "after")).id).toBe(1_000_001);
  expect(registered()).toHaveLength(1);
});

test("a token of an account whose database was lost is not good for the next one of its number", async () => {
  const versions = [];
  for (let i = 0; i < 3; i++) versions.push((await create(await newDatabase(), "one")).tokenVersion);
  expect(new Set(versions).size).toBe(3);
});

test("a key goes to an account that did nothing yet, and is nobody else's", async () => {
  const database = await newDatabase();
  const { recover } = accountKeysRepository(database);
  const { keyId, address } = custodialKeys(keys).create();
  const recoverFor = (accountId: number) => recover({ accountId, keyId, address, at: new Date(5) });

  const acting = await create(database, "acting");
  database.raw.exec(
    `insert into operations (id, account_id, act, state, attempts, not_before, created_at, updated_at) values ('1', ${acting.id}, '{}', 'waiting', 0, 0, 0, 0)`,
  );
  expect(await recoverFor(acting.id)).toBe("acted");
  const holding = await create(database, "holding");
  database.raw.exec(
    `insert into facts (block_number, log_index, block_hash, transaction_hash, event, args, actor) values (1, 1, '', '', '', '', '${holding.address}')`,
  );
  expect(await recoverFor(holding.id)).toBe("acted");
  const bound = await create(database, "bound");
  database.raw.exec(`update accounts set custody = 'wallet' where id = ${bound.id}`);
  expect(await recoverFor(bound.id)).toBe("wallet");

  const fresh = await create(database, "fresh");
  database.raw.exec(
    `insert into role_applications (account_id, role, state, due, created_at) values (${fresh.id}, 'carrier', 'approved', 1, 0)`,
  );
  expect(await recoverFor(fresh.id)).toBeUndefined();
  expect(await recoverFor(fresh.id)).toBeUndefined();
  expect(await accountsRepository(database).byIdentifier("fresh")).toMatchObject({ keyId, address });
  // A role that its address had may have been revoked: that is not undone by the way.
  expect(database.raw.prepare("select state, due from role_applications").all()).toEqual([
    { state: "pending", due: 0 },
  ]);
  const rows = await database.read.selectFrom("account_commands").selectAll().execute();
  expect(rows).toMatchObject([{ at: 5, command: "key recovered", account_id: fresh.id }]);
  expect(JSON.parse(rows[0]?.details ?? "")).toEqual({
    key: keyId,
    address,
    keyBefore: fresh.keyId,
    addressBefore: fresh.address,
  });

  const late = await create(database, "late");
  expect(await recoverFor(late.id)).toBe("taken");
  const before = custodialKeys(keys).create();
  database.raw.exec(
    `insert into account_addresses (address, account_id, replaced_at) values ('${before.address}', ${bound.id}, 0)`,
  );
  expect(await recover({ accountId: late.id, ...before, at: new Date() })).toBe("taken");
});
