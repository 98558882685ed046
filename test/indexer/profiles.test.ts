/** Who was described by whom, as the mirror has it. */
import { id, ZeroHash } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Hex } from "../../domain/shared/hex.ts";
import { mirrorRepository } from "../../store/batches/mirror.ts";
import { storedFilesRepository } from "../../store/files/stored-files.ts";
import { migrations } from "../../store/migrations/index.ts";
import { operationLog } from "../../store/operations/operations.ts";
import { profileLinesRepository } from "../../store/profiles/profile-lines.ts";
import { startTestChain, type TestChain } from "../support/chain.ts";
import { temporaryFolder } from "../support/folder.ts";
import { openTestMirror, type TestMirror } from "../support/mirror.ts";

let chain: TestChain;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let mirror: TestMirror;
let firm: Awaited<ReturnType<TestChain["actor"]>>;
let other: typeof firm;
let registrar: Hex;
beforeAll(async () => {
  folder = await temporaryFolder();
  chain = await startTestChain();
  mirror = await openTestMirror(chain, folder.path);
  firm = await chain.actor(1, "producer");
  other = await chain.actor(2);
  registrar = (await addressOf(chain.trace)) as Hex;
});
afterAll(async () => {
  await mirror.close();
  await chain.close();
  await folder.close();
});

const addressOf = async (trace: TestChain["trace"]) =>
  (await (trace.runner as unknown as { getAddress(): Promise<string> }).getAddress()).toLowerCase();

/** Describe an account; gives the line's number. */
async function describeAs(trace: TestChain["trace"], account: { wallet: { address: string } }, digest: string) {
  await (await trace.getFunction("describeAccount")(account.wallet.address, digest)).wait();
  return chain.lineCount();
}

const latest = (account: string, line: number) =>
  profileLinesRepository(mirror.database).latest([{ account: account.toLowerCase() as Hex, line }]);
const saidOf = async (account: string, line: number) =>
  (await latest(account, line)).map(({ author, digest, roles }) => [author, digest, roles]);

test("each line is there, and of each author the latest is given as of any line", async () => {
  const { wallet, trace } = firm;
  const own = wallet.address.toLowerCase();
  const first = await describeAs(trace, firm, id("one"));
  const confirmed = await describeAs(chain.trace, firm, id("one"));
  await describeAs(other.trace, other, id("another's"));
  const second = await describeAs(trace, firm, id("two"));
  const withdrawn = await describeAs(chain.trace, firm, ZeroHash);
  await mirror.sync();

  expect(await saidOf(own, first - 1)).toEqual([]);
  expect(await saidOf(own, first)).toEqual([[own, id("one"), 0]]);
  const both = [
    [own, id("one"), 0],
    [registrar, id("one"), 64],
  ];
  expect(await saidOf(own, confirmed)).toEqual(both);
  expect(await saidOf(own, second - 1)).toEqual(both);
  expect(await saidOf(own, second)).toEqual([
    [registrar, id("one"), 64],
    [own, id("two"), 0],
  ]);
  expect(await saidOf(own, withdrawn)).toEqual([
    [own, id("two"), 0],
    [registrar, ZeroHash, 64],
  ]);

  const [line] = await latest(own, first);
  const receipt = await chain.rpc.call<{ blockNumber: string }>("eth_getTransactionReceipt", [line?.transactionHash]);
  expect(line).toMatchObject({ account: own, line: first, blockNumber: Number(receipt.blockNumber) });
  const block = await chain.rpc.call<{ timestamp: string }>("eth_getBlockByNumber", [receipt.blockNumber, false]);
  expect(line?.timestamp).toBe(Number(block.timestamp));
});

test("what several moments need is given once each, and nothing to nobody", async () => {
  const lines = profileLinesRepository(mirror.database);
  const account = firm.wallet.address.toLowerCase() as Hex;
  const of = other.wallet.address.toLowerCase() as Hex;
  const line = await chain.lineCount();
  const found = await lines.latest([
    { account, line },
    { account, line: line - 1 },
    { account, line },
    { account: of, line },
  ]);
  expect(found.map(({ author, digest }) => [author, digest])).toEqual([
    [registrar, id("one")],
    [of, id("another's")],
    [account, id("two")],
    [registrar, ZeroHash],
  ]);
  expect(await lines.latest([])).toEqual([]);
});

test("the same comes of rebuilding, and of taking an older mirror over", async () => {
  await mirror.sync();
  const before = mirror.dump();
  expect(before).toMatch(/profiles\n\{.*"author"/);
  await mirror.rebuild();
  expect(mirror.dump()).toBe(before);
  mirror.database.raw.exec("drop table profiles");
  await migrations["0024-profiles"]?.up(mirror.database.write);
  expect(mirror.dump()).toBe(before);
});

test("what a reorganisation took back is taken back", async () => {
  await mirror.sync();
  const before = mirror.dump();
  const fork = await chain.snapshot();
  await describeAs(firm.trace, firm, id("three"));
  await mirror.sync();
  expect(mirror.dump()).not.toBe(before);
  await chain.revert(fork);
  await chain.mine(2);
  await mirror.sync();
  const lines = mirror.database.raw.prepare("select digest from profiles order by line").pluck().all();
  expect(lines).toEqual([id("one"), id("one"), id("another's"), id("two"), ZeroHash]);
});

test("a profile's document is named by its line, and never collected", async () => {
  const files = storedFilesRepository(mirror.database);
  const [long, after] = [new Date(0), new Date(86_400_000)];
  const digests = [id("two"), id("nobody's")] as Hex[];
  for (const sha256 of digests) await files.expect({ sha256, size: 7, existed: false }, long);
  // As if they had been stored before their lines.
  mirror.database.raw.exec("update files set named = 0");
  expect(await files.claim(id("two") as Hex, after, after)).toBe(false);
  mirror.database.raw.exec("update files set named = 0, touched_at = 0");
  expect(await files.due(after, after, 10)).toEqual([id("nobody's")]);
});

test("nor is one whose act waits for a signature or for the chain, however long that takes", async () => {
  const files = storedFilesRepository(mirror.database);
  const digest = id("waiting") as Hex;
  await files.expect({ sha256: digest, size: 7, existed: false }, new Date(0));
  const account = firm.wallet.address.toLowerCase() as Hex;
  const subject = { batchId: id("subject") as Hex, others: [], digest: null, actor: account, typedData: null };
  const operations = operationLog(mirror.database);
  const act = { verb: "describeAccount", account, digest } as const;
  const { operation } = await operations.add("waiting-profile", null, act, subject, undefined);
  const late = new Date(86_400_000);
  expect(await files.claim(digest, late, late)).toBe(false);
  await operations.fail(operation.id, "chain-rejected", "refused");
  expect(await files.claim(digest, new Date(172_800_000), new Date(172_800_000))).toBe(true);
});

test("a registrar is one in the mirror, as long as the chain says so, and holds no business role by that", async () => {
  const { isRegistrar, rolesOf } = mirrorRepository(mirror.database);
  expect([await isRegistrar(registrar), await rolesOf(registrar)]).toEqual([true, 0]);
  expect(await isRegistrar(firm.wallet.address.toLowerCase() as Hex)).toBe(false);
});
