/**
 * One fault does not bring the product down: reading goes on, whoever writes is told, nothing is lost or half written,
 * and all goes on by itself. One instance goes through all of them, one after the other.
 */
import { rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import SQLite from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openKeystore } from "../../chain/keystore.ts";
import { startWechat, type TestWechat } from "../api/orders/support/wechat.ts";
import { startTestChain, type TestChain } from "../support/chain.ts";
import { recordDeployment } from "../support/deployment.ts";
import { temporaryFolder } from "../support/folder.ts";
import { type Instance, instanceSettings, startInstance } from "../support/instance.ts";
import { descendantsOf, until } from "../support/process.ts";
import { startTcpRoad, type TcpRoad } from "../support/road.ts";
import { type SmallDisk, smallDisk } from "../support/small-disk.ts";

const PASSPHRASE = "a passphrase for tests";
/** Long enough for a machine that is busy with other things. */
const PATIENCE = 240_000;

/** Where this user may mount one. */
const disk = await smallDisk(96);

let chain: TestChain;
let road: TcpRoad;
let wechat: TestWechat;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let data: string;
let instance: Instance;
let token: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  data = join(disk?.path ?? folder.path, "data");
  const keys = await openKeystore(join(data, "keystore"), PASSPHRASE, { scryptCost: 1024 });
  chain = await startTestChain({ admin: keys.relayer.address, registrar: keys.relayer });
  await recordDeployment(data, chain);
  road = await startTcpRoad();
  road.leadTo(chain.url);
  wechat = await startWechat();
  instance = await startInstance({
    ...(await instanceSettings(data)),
    CHAIN_RPC_URL: road.url,
    CHAIN_POLL_INTERVAL: "100",
    KEYSTORE_PASSPHRASE: PASSPHRASE,
    DEMO: "off",
    SANDBOXES: "off",
    WECHAT_API_URL: wechat.url,
    WECHAT_APP_ID: wechat.appId,
    WECHAT_APP_SECRET: wechat.appSecret,
  });
  const account = { username: "grower", password: "Secret123" };
  await post("/api/auth/register", { ...account, email: "grower@example.com", role: "supplier" });
  token = (await post("/api/auth/login", account)).body.access_token;
  expect((await post("/v1/traces", batch("FIRST"))).status).toBe(201);
});
afterAll(async () => {
  await instance?.process.stop();
  await road?.close();
  await chain?.close();
  await wechat?.close();
  await disk?.close();
  await folder.close();
});

// biome-ignore lint/suspicious/noExplicitAny: tests look into JSON of any shape
type Answer = { status: number; headers: Headers; body: any };

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(instance.address + path, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() } as Answer;
}
const post = (path: string, body: unknown, headers?: Record<string, string>) => ask("POST", path, body, headers);
const batch = (batchCode: string) => ({ name: "Apples", batchCode, quantity: 10, unit: "kg" });
const health = async (path = "/healthz") => ask("GET", path);
const isWell = () => until(async () => (await health()).status === 200, PATIENCE);
/** What is in the database can be read, and soon. */
const reads = async () => (await ask("GET", "/v1/traces/public/FIRST")).status === 200;

/** The instance's process that runs one of our modules. */
function pidOf(module: string): number {
  for (const [pid, command] of descendantsOf(instance.process.pid)) if (command.endsWith(module)) return pid;
  throw new Error(`nothing runs ${module}`);
}

/** End a process of the instance; whatever is wrong with the world, it is started again. */
async function kill(module: string): Promise<void> {
  const pid = pidOf(module);
  process.kill(pid, "SIGKILL");
  await until(async () => pidOf(module) !== pid, PATIENCE);
}

/** A write of each dialect. */
async function writeAll(mark: string): Promise<readonly Answer[]> {
  wechat.codes.set(mark, `oFault-_${mark}0123456789`);
  const account = { username: mark, password: "Secret123", email: `${mark}@example.com`, role: "supplier" };
  return [
    await post("/v1/traces", batch(`T-${mark}`)),
    await post("/batches", { metadata: {} }),
    await post("/add-tomato", { production_area: "山东寿光", harvest_date: "2024-01-15" }),
    await post("/api/auth/register", account),
    await post("/api/auth/wx-login", { code: mark }),
  ];
}

function countOf(table: string): number {
  const database = new SQLite(join(data, "suyuan.sqlite"), { readonly: true });
  try {
    return database.prepare<[], number>(`select count(*) from ${table}`).pluck().get() as number;
  } finally {
    database.close();
  }
}

test("what is kept can be read by nobody else", async () => {
  const names = ["suyuan.sqlite", "suyuan.sqlite-wal", "suyuan.sqlite-shm", "suyuan.sqlite-migration", "lock.sqlite"];
  for (const name of names) expect([name, (await stat(join(data, name))).mode & 0o777]).toEqual([name, 0o600]);
  for (const name of ["", "keystore", "objects"]) expect((await stat(join(data, name))).mode & 0o777).toBe(0o700);
});

test("a silent node: API and indexer start all the same, reading goes on, and what is accepted lands later", async () => {
  await road.stall();
  await kill("indexer/main.ts");
  await kill("api/main.ts");
  await until(reads, PATIENCE);
  const told = await health();
  expect([told.status, told.body.status]).toEqual([503, "degraded"]);
  expect(told.body.checks).toMatchObject({
    chain: { ok: false, detail: "does not answer" },
    indexer: { ok: false, detail: expect.stringContaining("waits for the chain's node") },
    database: { ok: true },
    writing: { ok: true },
    storage: { ok: true },
  });
  expect((await health("/readyz")).status).toBe(200);
  expect((await health("/livez")).status).toBe(200);
  const accepted = await post("/v1/traces", batch("LATER"), { prefer: "respond-async" });
  expect(accepted.status).toBe(202);

  await road.open();
  await isWell();
  await until(async () => (await ask("GET", "/v1/traces/public/LATER")).status === 200, PATIENCE);
});

test("a locked database: reading goes on, a write waits for some seconds and is then answered 503", async () => {
  const before = countOf("operations");
  const holder = new SQLite(join(data, "suyuan.sqlite"));
  holder.exec("begin exclusive");
  const writing = writeAll("locked");
  let answered = 0;
  let isOver = false;
  void writing.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    expect(await reads()).toBe(true);
    answered++;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  // One look after the other, while the first write waited.
  expect(answered).toBeGreaterThan(5);
  for (const { status, headers } of await writing) {
    expect([status, headers.get("retry-after")]).toEqual([503, "5"]);
  }
  await notWriting();
  expect((await health()).body.checks).toMatchObject({ writing: { ok: false }, database: { ok: true } });
  expect((await health("/readyz")).body.status).toBe("degraded");
  // Started while it is locked, too.
  await kill("api/main.ts");
  await until(reads, PATIENCE);

  holder.close();
  await isWell();
  expect(countOf("operations")).toBe(before);
  const now = await writeAll("unlocked");
  expect(now.map(({ status }) => status)).toEqual([201, 201, 200, 201, 200]);
});

/** Whether the database can be written to is found out at most every two seconds. */
const notWriting = () => until(async () => !(await health()).body.checks.writing.ok, PATIENCE);

async function fullDisk(small: SmallDisk): Promise<void> {
  const before = countOf("operations");
  small.fill();
  const refused = await writeAll("full");
  expect(refused.map(({ status }) => status)).toEqual([507, 507, 507, 507, 507]);
  expect(refused.map(({ body }) => body)).toMatchObject([
    { status: "error", code: "INSUFFICIENT_STORAGE", message: expect.stringContaining("no room") },
    { status: 507, title: "Insufficient Storage", detail: expect.stringContaining("no room") },
    { error: expect.stringMatching(/^Failed to add tomato info: .*no room/) },
    { message: expect.stringContaining("no room") },
    { success: false, message: "服务器错误：存储空间不足" },
  ]);
  const upload = await fetch(`${instance.address}/v1/attachments`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "text/plain" },
    body: "A".repeat(50_000),
  });
  expect(upload.status).toBe(507);
  expect(await reads()).toBe(true);
  await notWriting();
  expect((await health()).body.checks).toMatchObject({
    writing: { ok: false, detail: "cannot be written to: the disk is full" },
    database: { ok: true },
  });
  expect((await health("/readyz")).status).toBe(200);
  await kill("indexer/main.ts");
  await kill("api/main.ts");
  await until(reads, PATIENCE);
  await until(async () => !(await health()).body.checks.storage.ok, PATIENCE);

  small.free();
  await isWell();
  expect(countOf("operations")).toBe(before);
  const now = await writeAll("room");
  expect(now.map(({ status }) => status)).toEqual([201, 201, 200, 201, 200]);
}

if (disk !== undefined) {
  test(
    "a full disk: reading goes on, a write is answered 507, nothing is half written, and all goes on with more room",
    () => fullDisk(disk),
    300_000,
  );
}

test("a database that is taken away is not written to, and is gone on with when it is back, or another is put there", async () => {
  const path = join(data, "suyuan.sqlite");
  const before = countOf("operations");
  await rename(path, `${path}.away`);
  const refused = await post("/v1/traces", batch("GONE"));
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(await reads()).toBe(true);
  await notWriting();
  expect((await health()).body.checks.writing).toMatchObject({
    ok: false,
    detail: expect.stringContaining("taken away or replaced"),
  });
  await rename(`${path}.away`, path);
  await isWell();
  expect(countOf("operations")).toBe(before);
  expect((await post("/v1/traces", batch("BACK"))).status).toBe(201);

  // A copy in its place, as from a backup.
  const [indexer, api] = [pidOf("indexer/main.ts"), pidOf("api/main.ts")];
  const source = new SQLite(path, { readonly: true });
  await source.backup(`${path}.copy`);
  source.close();
  for (const end of ["-wal", "-shm"]) await rm(path + end, { force: true });
  await rename(`${path}.copy`, path);
  await until(async () => pidOf("indexer/main.ts") !== indexer && pidOf("api/main.ts") !== api, PATIENCE);
  await isWell();
  expect((await post("/v1/traces", batch("ANEW"))).status).toBe(201);
  expect(instance.process.output()).toContain(`Another database lies at ${path}`);
});

test("through all of it the instance said what was wrong in sentences, each once", () => {
  const output = instance.process.output();
  expect(output).not.toMatch(/^Starting failed unexpectedly/m);
  const sentences = output.split("\n").filter((line) => /^The (api|indexer) ended/.test(line));
  expect(sentences.length).toBeGreaterThan(0);
  // Killed once or twice for each fault, and started again without a word in between.
  expect(sentences.length).toBeLessThan(12);
});
