/** The database or the disk does not do what it should: each dialect says so in its own shape, and goes on afterwards. */
import { join } from "node:path";
import SQLite from "better-sqlite3";
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../api/app.ts";
import { noSpaceLeft } from "../support/small-disk.ts";
import { type Orders, startOrders } from "./orders/support/orders.ts";
import { type Answer, clientOf } from "./support/api.ts";

let api: Orders;
let token: string;
beforeAll(async () => {
  api = await startOrders();
  token = (await api.account("supplier")).token;
});
afterAll(() => api.close());

let count = 0;
/** Headers of a write that waits for no chain. */
const headers = { prefer: "respond-async" };
const WRITES: Readonly<Record<string, () => Promise<Answer>>> = {
  traces: () => api.call("POST", "/v1/traces", { token, headers, body: { name: "Apples", quantity: 1, unit: "kg" } }),
  inspection: () => api.call("POST", "/batches", { token, headers, body: { metadata: {} } }),
  tomato: () =>
    api.call("POST", "/add-tomato", {
      token,
      headers,
      body: { production_area: "山东寿光", harvest_date: "2024-01-15" },
    }),
  accounts: () => {
    const username = `faults-${++count}`;
    const body = { username, email: `${username}@example.com`, password: "Secret123", role: "supplier" };
    return api.call("POST", "/api/auth/register", { body });
  },
  orders: () => {
    const code = `fault-${++count}`;
    api.wechat.codes.set(code, `oFault-${String(count).padStart(20, "0")}`);
    return api.call("POST", "/api/auth/wx-login", { body: { code } });
  },
};
const NAMES = Object.keys(WRITES);

const LATER = "What is stored cannot be reached or changed now: try again";
const AWAY: Readonly<Record<string, object>> = {
  traces: { status: "error", code: "SERVICE_UNAVAILABLE", message: LATER },
  inspection: { status: 503, title: "Service Unavailable", detail: LATER },
  tomato: { error: `Failed to add tomato info: ${LATER}` },
  accounts: { message: LATER },
  orders: { success: false, message: "服务器错误：数据存储暂时不可用，请稍后再试" },
};
const NO_ROOM = "There is no room left to store this: try again later";
const FULL: Readonly<Record<string, object>> = {
  traces: { status: "error", code: "INSUFFICIENT_STORAGE", message: NO_ROOM },
  inspection: { status: 507, title: "Insufficient Storage", detail: NO_ROOM },
  tomato: { error: `Failed to add tomato info: ${NO_ROOM}` },
  accounts: { message: NO_ROOM },
  orders: { success: false, message: "服务器错误：存储空间不足" },
};

async function allRefused(status: number, bodies: Readonly<Record<string, object>>): Promise<void> {
  for (const name of NAMES) {
    const answer = await WRITES[name]?.();
    expect([name, answer?.status, answer?.headers.get("retry-after")]).toEqual([name, status, "5"]);
    expect([name, answer?.body]).toMatchObject([name, bodies[name] as object]);
    expect(answer?.text).not.toMatch(/SQLITE|suyuan\.sqlite/);
  }
}

async function allTaken(): Promise<void> {
  for (const name of NAMES) expect([name, ((await WRITES[name]?.())?.status ?? 0) < 300]).toEqual([name, true]);
}

const reads = async () => (await api.call("GET", "/v1/traces", { token })).status;

test("a lock of another program: the first write waits for it, those after it do not, and readers never do", async () => {
  const other = new SQLite(join(api.folder, "suyuan.sqlite"));
  other.exec("begin exclusive");
  const first = WRITES.traces?.();
  const beginning = performance.now();
  expect(await reads()).toBe(200);
  // Far from the ten seconds for which the write waits.
  expect(performance.now() - beginning).toBeLessThan(5_000);
  expect((await first)?.status).toBe(503);
  await allRefused(503, AWAY);
  expect(await reads()).toBe(200);
  other.close();
  await allTaken();
});

test("a lock that is soon over only takes its time", async () => {
  const other = new SQLite(join(api.folder, "suyuan.sqlite"));
  other.exec("begin exclusive");
  const waiting = WRITES.traces?.();
  expect(await reads()).toBe(200);
  other.close();
  expect((await waiting)?.status).toBe(202);
});

test("a database that is read-only", async () => {
  api.database.raw.pragma("query_only = ON");
  await allRefused(503, AWAY);
  expect(await reads()).toBe(200);
  api.database.raw.pragma("query_only = OFF");
  await allTaken();
});

test("a database that may not grow: what still fits is taken, then 507, and nothing of what was refused is there", async () => {
  const { raw } = api.database;
  const total = () => raw.prepare("select (select count(*) from operations) + (select count(*) from accounts)").pluck();
  const pages = raw.pragma("page_count", { simple: true });
  raw.pragma(`max_page_count = ${pages}`);
  for (const name of NAMES) {
    let answer: Answer | undefined;
    let before: unknown;
    for (let tries = 0; tries < 100 && (answer === undefined || answer.status < 300); tries++) {
      before = total().get();
      answer = await WRITES[name]?.();
    }
    expect([name, answer?.status]).toEqual([name, 507]);
    expect([name, answer?.body]).toMatchObject([name, FULL[name] as object]);
    expect([name, total().get()]).toEqual([name, before]);
  }
  expect(await reads()).toBe(200);
  raw.pragma("max_page_count = 1073741823");
  await allTaken();
});

test("a disk without room for files", async () => {
  const put = () => Promise.reject(noSpaceLeft());
  const { call } = clientOf(
    createApp({
      services: { ...api.services, objects: { ...api.services.objects, put } },
      health: {} as never,
      rpc: async () => ({}),
      web: new Map(),
      logger: pino({ level: "silent" }),
    }),
  );
  const body = { name: "Apples", quantity: 1, unit: "kg" };
  const refused = await call("POST", "/v1/traces", { token, body });
  expect([refused.status, refused.body.code]).toEqual([507, "INSUFFICIENT_STORAGE"]);
  const file = { token, body: "some text", headers: { "content-type": "text/plain" } };
  expect((await call("POST", "/v1/attachments", file)).status).toBe(507);
});
