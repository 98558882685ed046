/** A backup of an instance on a chain that keeps itself: restored, the chain has gone on without it. */
import { cp, readdir } from "node:fs/promises";
import { join } from "node:path";
import SQLite from "better-sqlite3";
import { id } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openKeystore } from "../../chain/keystore.ts";
import { tryPort } from "../../scripts/start/local-chain.ts";
import { startTestChain, type TestChain } from "../support/chain.ts";
import { recordDeployment } from "../support/deployment.ts";
import { temporaryFolder } from "../support/folder.ts";
import { startProcess, type TestProcess, until } from "../support/process.ts";
import { backup, restore, sentences, unfinished } from "./support/commands.ts";

const PASSPHRASE = "a passphrase for tests";
let chain: TestChain;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let address: string;
let settings: Record<string, string>;
let archive: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  const data = join(folder.path, "data");
  const keys = await openKeystore(join(data, "keystore"), PASSPHRASE, { scryptCost: 1024 });
  chain = await startTestChain({ admin: keys.relayer.address, registrar: keys.relayer });
  await recordDeployment(data, chain);
  const port = await tryPort(0);
  address = `http://127.0.0.1:${port}`;
  archive = join(folder.path, "backup.tar");
  settings = {
    DATA_DIR: data,
    CHAIN_RPC_URL: chain.url,
    CHAIN_POLL_INTERVAL: "20",
    KEYSTORE_PASSPHRASE: PASSPHRASE,
    PORT: String(port),
  };
});
afterAll(async () => {
  await chain.close();
  await folder.close();
});

/** Indexer and API on a data folder. */
async function startServer(data: string, failpoint?: string): Promise<{ api: TestProcess; stop(): Promise<void> }> {
  const own = { ...settings, DATA_DIR: data };
  const indexer = startProcess("indexer/main.ts", own);
  const api = startProcess("api/main.ts", { ...own, ...(failpoint && { FAILPOINT: failpoint }) });
  await until(async () => (await fetch(`${address}/healthz`)).ok);
  return {
    api,
    async stop() {
      await api.stop();
      await indexer.stop();
    },
  };
}

function post(path: string, body: unknown, token?: string, key?: string): Promise<Response> {
  return fetch(address + path, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token && { authorization: `Bearer ${token}` }),
      ...(key && { "idempotency-key": key }),
    },
    body: JSON.stringify(body),
  });
}

async function signIn(username: string, role = "supplier"): Promise<string> {
  const account = { username, password: "Secret123" };
  await post("/api/auth/register", { ...account, email: `${username}@example.com`, role });
  return ((await (await post("/api/auth/login", account)).json()) as { access_token: string }).access_token;
}

const batch = (batchCode: string) => ({ name: "Apples", batchCode, quantity: 10, unit: "kg" });
const note = { type: "processing", title: "Washed", description: "With water" };
const linesOf = async (code: string) => Number((await chain.trace.getFunction("batchOf")(id(code))).seq);

function query(data: string, sql: string): unknown {
  const database = new SQLite(join(data, "suyuan.sqlite"), { readonly: true });
  try {
    return database.prepare(sql).pluck().get();
  } finally {
    database.close();
  }
}

test("a write that waited in the backup and reached the chain since is not written again", async () => {
  const data = settings.DATA_DIR as string;
  const restored = join(folder.path, "restored");
  let server = await startServer(data);
  const token = await signIn("grower");
  const created = await post("/v1/traces", batch("OLD-1"), token);
  expect(created.status).toBe(201);
  const { id: trace } = ((await created.json()) as { data: { id: string } }).data;
  await server.stop();

  // Accepted, and killed before it was sent.
  server = await startServer(data, "outbox:after-accept");
  await expect(post(`/v1/traces/${trace}/events`, note, token, "wash")).rejects.toThrow();
  expect(await server.api.exited).toBe("SIGKILL");
  await server.stop();
  const made = await backup(settings, "--to", archive);
  expect(made).toMatchObject({ code: 0, output: expect.stringContaining("1 writes that were not final") });
  expect(made.output).toContain(`not contained: chain ${chain.chainId} keeps itself`);

  // The world goes on: that write, another account, its batch.
  server = await startServer(data);
  await until(async () => (await linesOf("OLD-1")) === 2);
  const later = await signIn("later");
  expect((await post("/v1/traces", batch("LATER-1"), later)).status).toBe(201);
  const lost = query(data, "select address from accounts where username = 'later'");
  await server.stop();

  const put = await restore({ ...settings, DATA_DIR: restored }, archive);
  expect(put).toMatchObject({ code: 0, output: expect.stringContaining("1 of 1 batches have the head") });
  expect(put.output).toContain("(1 of them with later lines on the chain)");
  expect(put.output).toMatch(/the indexer reads \d+ blocks with 3 lines that came after the backup/);
  expect(put.output).toContain("the passphrase at hand opens the master key");

  server = await startServer(restored);
  const told = await post(`/v1/traces/${trace}/events`, note, token, "wash");
  expect(told.status).toBe(201);
  await chain.mine(5);
  await until(async () => query(restored, "select count(*) from operations where state in ('waiting', 'sent')") === 0);
  expect(query(restored, "select count(*) from operations where state = 'failed'")).toBe(0);
  expect(await linesOf("OLD-1")).toBe(2);
  expect((await fetch(`${address}/v1/traces/public/LATER-1`)).status).toBe(200);

  // Nobody is given the keys of the account that is lost, which hold a role on the chain.
  expect((await post("/v1/traces", batch("NEW-1"), await signIn("newcomer"))).status).toBe(201);
  expect(query(restored, "select address from accounts where username = 'newcomer'")).not.toBe(lost);
  await server.stop();
});

test("what was erased since the backup is never shown by what is restored of it", async () => {
  const data = settings.DATA_DIR as string;
  const into = join(folder.path, "erased-since");
  const file = join(folder.path, "before-erasure.tar");
  let server = await startServer(data);
  const [grower, officer] = [await signIn("grower"), await signIn("officer", "regulator")];
  const created = await post("/v1/traces", batch("ERASED-1"), grower);
  const { id: trace } = ((await created.json()) as { data: { id: string } }).data;
  const told = { ...note, description: "By Ann Li" };
  expect((await post(`/v1/traces/${trace}/events`, told, grower)).status).toBe(201);
  const journey = async () => (await fetch(`${address}/v1/traces/public/ERASED-1`)).text();
  expect(await journey()).toContain("Ann Li");
  await server.stop();
  expect((await backup(settings, "--to", file)).code).toBe(0);
  server = await startServer(data);
  expect((await post(`/v1/traces/${trace}/lines/2/erasure`, { reason: "Asked for" }, officer)).status).toBe(201);
  await server.stop();

  const own = { ...settings, DATA_DIR: into };
  expect((await restore(own, file)).code).toBe(0);
  // As the handbook says: what was stored since is copied over it.
  await cp(join(data, "objects"), join(into, "objects"), { recursive: true });
  const api = startProcess("api/main.ts", own);
  await until(async () => api.output().includes("restored from a backup"));
  expect(query(into, "select count(*) from records where text like '%Ann Li%'")).toBe(1);
  const indexer = startProcess("indexer/main.ts", own);
  // The very first answer.
  let first = "";
  await until(async () => {
    first = await journey().catch(() => "");
    return first !== "";
  });
  expect(first).toContain("ERASED-1");
  expect(first).not.toContain("Ann Li");
  expect(query(into, "select count(*) from records where text like '%Ann Li%'")).toBe(0);
  expect(await readdir(into)).not.toContain("restored");
  await api.stop();
  await indexer.stop();
});

test("a mirror that is not the chain's is not put in place, unless that is asked for", async () => {
  const data = join(folder.path, "forged");
  await cp(join(folder.path, "restored"), data, { recursive: true });
  const database = new SQLite(join(data, "suyuan.sqlite"));
  database.prepare("update batches set head = ? where code = 'OLD-1'").run(`0x${"12".repeat(32)}`);
  database.close();
  const file = join(folder.path, "forged.tar");
  expect((await backup({ ...settings, DATA_DIR: data }, "--to", file)).code).toBe(0);
  const into = join(folder.path, "forged-into");
  const refused = await restore(settings, file, "--into", into);
  expect(refused.code).toBe(1);
  expect(sentences(refused)).toHaveLength(1);
  expect(sentences(refused)[0]).toMatch(
    /^1 of 3 batches are not as the chain has them \(OLD-1\).*Nothing was put in place/,
  );
  expect(await unfinished(folder.path)).toEqual([]);
  const forced = await restore(settings, file, "--into", into, "--skip-proof");
  expect(forced).toMatchObject({ code: 0, output: expect.stringContaining("NOT HELD AGAINST THE CHAIN") });
});

test("another chain, a chain that is not there, and a chain that is not given, are told", async () => {
  const other = await startTestChain();
  const into = join(folder.path, "nowhere");
  const tell = async (url: string) => {
    const run = await restore({ ...settings, CHAIN_RPC_URL: url }, archive, "--into", into);
    expect(run.code).toBe(1);
    expect(sentences(run)).toHaveLength(1);
    return sentences(run)[0];
  };
  await other.mine(1);
  expect(await tell(other.url)).toMatch(
    /^The node is of another chain than the backup's chain|before the backup's block/,
  );
  expect(await tell("http://127.0.0.1:1")).toMatch(/^The chain's node did not answer eth_/);
  expect(await tell("")).toMatch(/^The backup's chain \d+ is not in it: give its node in CHAIN_RPC_URL/);
  await other.close();
});
