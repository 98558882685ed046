/** A mirror held against its chain, each question by itself: whether it is that chain, and whether that has all of it. */
import { cp, readdir } from "node:fs/promises";
import { join } from "node:path";
import SQLite from "better-sqlite3";
import { id } from "ethers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openKeystore } from "../../chain/keystore.ts";
import { createBackup } from "../../scripts/backup/create.ts";
import { objectsPlace } from "../../scripts/backup/objects.ts";
import { type MirrorProof, proveMirror } from "../../scripts/backup/prove.ts";
import { restoreBackup } from "../../scripts/backup/restore.ts";
import { startTestChain, type TestChain } from "../support/chain.ts";
import { temporaryFolder } from "../support/folder.ts";
import { openTestMirror, type TestMirror } from "../support/mirror.ts";
import { unfinished } from "./support/commands.ts";

const PASSPHRASE = "a passphrase for tests";
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let data: string;
let chain: TestChain;
let mirror: TestMirror;
let create: (code: string) => Promise<void>;
beforeAll(async () => {
  folder = await temporaryFolder();
  data = join(folder.path, "data");
  const keys = await openKeystore(join(data, "keystore"), PASSPHRASE, { scryptCost: 1024 });
  chain = await startTestChain({ admin: keys.relayer.address, registrar: keys.relayer });
  mirror = await openTestMirror(chain, data);
  const { trace } = await chain.actor(1, "producer");
  create = async (code) =>
    void (await (await trace.getFunction("create")(code, "0x4b474d", 1n, true, trace.runner, id(code))).wait());
  await create("KEPT-1");
  await create("KEPT-2");
  await chain.mine(5);
  await mirror.sync();
});
afterAll(async () => {
  await mirror.close();
  await chain.close();
  await folder.close();
});

let copies = 0;
/** Holds a copy of the mirror, changed by these statements, against the chain. */
async function prove(...statements: string[]): Promise<MirrorProof> {
  const file = join(folder.path, `copy-${copies++}.sqlite`);
  mirror.database.raw.pragma("wal_checkpoint(TRUNCATE)");
  await cp(join(data, "suyuan.sqlite"), file);
  const database = new SQLite(file);
  for (const statement of statements) database.prepare(statement).run();
  database.close();
  return proveMirror(file, chain.url, () => undefined);
}

test("a mirror that is the chain's is told to be", async () => {
  expect(await prove()).toMatchObject({ batches: 2, equal: 2, behind: 0, wrongCount: 0, missingLines: 0 });
});

describe("is no node of the backup's chain:", () => {
  test.each([
    ["one with another genesis, though its number and its code are the same", "genesis_hash = '0x12'"],
    ["one of another number", "chain_id = chain_id + 1"],
    ["one without the contract", `contract = '0x${"12".repeat(20)}'`],
  ])("%s", async (_what, change) => {
    await expect(prove(`update cursor set ${change}`)).rejects.toThrow("The node is of another chain");
  });

  test("one that is not there yet", async () => {
    await expect(prove("update cursor set block_number = block_number + 1")).rejects.toThrow(
      /before the backup's block/,
    );
  });
});

test("a batch whose head the chain does not have is wrong, and one that is behind leads to the chain's", async () => {
  const forged = `update batches set head = '0x${"34".repeat(32)}' where code = 'KEPT-1'`;
  expect(await prove(forged)).toMatchObject({ equal: 1, behind: 0, wrongCount: 1, wrong: ["KEPT-1"] });
  expect(await prove("update cursor set line = line + 1")).toMatchObject({ wrongCount: 0, missingLines: -1 });
});

test("what the chain lost since the backup is not put in place", async () => {
  const before = await chain.snapshot();
  await create("LOST-1");
  await mirror.sync();
  const archive = join(folder.path, "backup.tar");
  const settings = {
    dataFolder: data,
    chainRpcUrl: chain.url,
    objects: null,
    keystorePassphrase: PASSPHRASE,
    host: "127.0.0.1",
    port: 0,
  };
  const say = () => undefined;
  await createBackup({ settings, target: archive, objects: objectsPlace(settings), withPassphrase: false, say });
  const restore = (name: string) =>
    restoreBackup({
      settings: { ...settings, dataFolder: join(folder.path, "elsewhere") },
      archive,
      target: join(folder.path, name),
      prove: true,
      say,
    });
  expect((await restore("as-it-was")).proof).toMatchObject({ equal: 3, missingLines: 0 });

  // The line's block was not final, so no head is wrong: the batch is as it was before, which is nowhere.
  await chain.revert(before);
  await chain.mine(10);
  const names = await readdir(folder.path);
  await expect(restore("lost")).rejects.toThrow("The chain has 1 lines less than the backup's mirror");
  expect(await readdir(folder.path)).toEqual(names);
  expect(await unfinished(folder.path)).toEqual([]);
});
