import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../../api/app.ts";
import type { AppOptions } from "../../../api/options.ts";
import { readSettings } from "../../../config/settings.ts";
import type { Services } from "../../../domain/services.ts";
import { type Api, clientOf, startApi } from "../support/api.ts";
import { addTomato, type Holder, post, type ROLE_TYPES, register, registerAll } from "./support/roles.ts";

let api: Api;
let holders: Record<(typeof ROLE_TYPES)[number], Holder>;
beforeAll(async () => {
  api = await startApi();
  holders = await registerAll(api);
});
afterAll(() => api.close());

const FIELDS = { production_area: "寿光", harvest_date: "2024-01-15" };

function otherwise(settings: Partial<Services["settings"]>, options: Partial<AppOptions> = {}) {
  const app = createApp({
    services: { ...api.services, settings: { ...api.services.settings, ...settings } },
    health: {} as never,
    rpc: async () => ({}),
    web: new Map(),
    logger: pino({ level: "silent" }),
    ...options,
  });
  return clientOf(app);
}

test("of a UID only the hash is kept, and no log has it", async () => {
  const { uid } = await register(api, "Grower");
  await addTomato(api, { uid, address: "" });
  await api.call("POST", "/tomato/harvest", { body: { ...FIELDS, tomato_id: "x" }, headers: { "x-user-uid": uid } });
  const names = ["suyuan.sqlite", "suyuan.sqlite-wal"];
  const files = await Promise.all(names.map((name) => readFile(join(api.folder, name)).catch(() => Buffer.alloc(0))));
  expect(Buffer.concat(files).includes(api.services.hashOf({ uid }))).toBe(true);
  for (const file of files) expect(file.includes(uid)).toBe(false);
  expect(api.logged.length).toBeGreaterThan(0);
  expect(api.logged.join("")).not.toContain(uid);
});

test("a UID that is revoked is worth nothing, and revoking it again changes nothing", async () => {
  const grower = await register(api, "Grower");
  const id = await addTomato(api, grower);
  const revoke = (uid: string) => api.call("POST", "/role/revoke", { headers: { "x-user-uid": uid }, body: {} });
  for (let round = 0; round < 2; round++) {
    const { status, body } = await revoke(grower.uid);
    expect([status, body]).toEqual([200, { message: "UID revoked successfully" }]);
  }
  const { status, body } = await post(api, "/add-tomato", grower, FIELDS);
  expect([status, body]).toEqual([401, { error: "The user UID is unknown or was revoked" }]);
  expect((await revoke("2ebee08b-8303-432b-a136-145501c2dd82")).status).toBe(401);
  // What it did stays.
  expect((await api.call("GET", `/tomato/${id}`)).body.base.Grower).toBe(grower.address);
  expect((await post(api, "/add-tomato", holders.Grower, FIELDS)).status).toBe(200);
});

test("an account of a UID has a password that nobody has", async () => {
  const { address } = await register(api, "Factory");
  const account = (await api.services.accounts.byAddresses([address.toLowerCase() as "0x"])).values().next().value;
  for (const password of ["", "!", "undefined", "null", account?.username ?? ""]) {
    const { status } = await api.call("POST", "/api/auth/login", { body: { username: account?.username, password } });
    expect(status).toBe(password === "" ? 400 : 401);
  }
});

test("where UIDs are switched off, nothing is done by one; an access token does", async () => {
  const { call } = otherwise({ uidAccess: false });
  const off = { error: "UIDs are switched off on this server: send an access token instead" };
  const count = async () => (await api.database.read.selectFrom("accounts").select("id").execute()).length;
  const before = await count();
  const refused = [
    await call("POST", "/role/register", { body: { role_type: "Grower" } }),
    await call("POST", "/role/revoke", { body: { uid: holders.Grower.uid } }),
    await call("POST", "/add-tomato", { body: { ...FIELDS, uid: holders.Grower.uid } }),
    await call("POST", "/add-tomato", { body: FIELDS }),
  ];
  for (const { status, body } of refused) expect([status, body]).toEqual([401, off]);
  expect(await count()).toBe(before);
  const { token } = await api.account("supplier");
  expect((await call("POST", "/add-tomato", { token, body: FIELDS })).status).toBe(200);
  expect((await call("POST", "/add-tomato", { token, body: { ...FIELDS, uid: holders.Grower.uid } })).status).toBe(401);
});

test("production has UIDs off unless they are switched on", () => {
  const production = {
    NODE_ENV: "production",
    KEYSTORE_PASSPHRASE: "a passphrase for tests",
    CHAIN_RPC_URL: "https://rpc.example",
    PUBLIC_URL: "https://trace.example",
  };
  expect(readSettings({}).uidAccess).toBe(true);
  expect(readSettings({ UID_ACCESS: "off" }).uidAccess).toBe(false);
  expect(readSettings(production).uidAccess).toBe(false);
  expect(readSettings({ ...production, UID_ACCESS: "on" }).uidAccess).toBe(true);
  expect(readSettings({})).toMatchObject({ evaluatorUrl: null, evaluatorTimeout: 10_000 });
  expect(() => readSettings({ EVALUATOR_URL: "ftp://evaluator.example" })).toThrow(/EVALUATOR_URL/);
  expect(() => readSettings({ EVALUATOR_URL: "http://a:secret@evaluator.example" })).toThrow(
    /^(?!.*secret).*EVALUATOR_URL/,
  );
});

test("where registrations need approval, a role is registered and not granted", async () => {
  const { call } = otherwise({ registration: "approval" });
  const { status, body } = await call("POST", "/role/register", { body: { role_type: "QualityExpert" } });
  expect(status).toBe(200);
  expect(await api.chain.rolesOf(body.address)).toBe(0);
  const evaluation = { tomato_id: await addTomato(api, holders.Grower), role: "harvest" };
  const refused = await call("POST", "/tomato/expert-evaluate", { body: { uid: body.uid, ...evaluation } });
  expect([refused.status, refused.body]).toEqual([
    403,
    { error: expect.stringMatching(/^只有质量专家角色可以进行评估：您于 .*尚未审批$/), hint: expect.any(String) },
  ]);
});

test("what a UID may do is what the chain says now, not what it was registered for", async () => {
  const dismissed = await register(api, "Grower");
  const role = await api.chain.trace.getFunction("PRODUCER_ROLE")();
  await (await api.chain.trace.getFunction("revokeRole")(role, dismissed.address)).wait();
  const attempt = async () => (await post(api, "/add-tomato", dismissed, FIELDS)).status;
  await expect.poll(attempt).toBe(403);
});

test("guesses, registrations and writes are limited, in the document's envelope", async () => {
  const few = { points: 2, seconds: 600 };
  const guess = otherwise({}, { rateLimits: { logIn: few } });
  const unknown = { uid: "2ebee08b-8303-432b-a136-145501c2dd82", ...FIELDS };
  const statuses: number[] = [];
  for (let round = 0; round < 3; round++) {
    statuses.push((await guess.call("POST", "/add-tomato", { body: unknown })).status);
  }
  statuses.push((await guess.call("POST", "/role/revoke", { body: unknown })).status);
  expect(statuses).toEqual([401, 401, 429, 429]);

  const registrations = otherwise({}, { rateLimits: { register: few } });
  const answers = [];
  for (let round = 0; round < 3; round++) {
    answers.push(await registrations.call("POST", "/role/register", { body: { role_type: "Consumer" } }));
  }
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(Object.keys(answers[2]?.body)).toEqual(["error"]);
  expect(answers[2]?.headers.get("retry-after")).toMatch(/^\d+$/);

  const writes = otherwise({}, { rateLimits: { write: few } });
  const write = (uid: string) => writes.call("POST", "/tomato/transport", { body: { uid } });
  const consumer = [
    await write(holders.Consumer.uid),
    await write(holders.Consumer.uid),
    await write(holders.Consumer.uid),
  ];
  expect(consumer.map(({ status }) => status)).toEqual([403, 403, 429]);
  // By account, not by address.
  expect((await write(holders.Factory.uid)).status).toBe(403);
});

test("any text survives the way to the record and back", async () => {
  const texts = [
    "'; DROP TABLE role_uids; --",
    '溯源 🍎 ‮right to left‬ e\u0301 <script>alert(1)</script> {{y}} $(z) \u2028 "q"',
    "../../etc/passwd",
    "constructor",
    "0",
  ];
  for (const given of texts) {
    // Marks of direction and line separators are no text.
    const text = given.replace(/[\u202e\u202c\u2028]/g, "");
    const id = await addTomato(api, holders.Grower, { production_area: given });
    const { status } = await post(api, "/tomato/transport", holders.Logistic, { tomato_id: id, transport_info: given });
    expect(status).toBe(200);
    const { body } = await api.call("GET", `/tomato/${id}`);
    expect([body.base.ProductionArea, body.transport.TransportInfo]).toEqual([text, text]);
  }
  expect((await post(api, "/add-tomato", holders.Grower, FIELDS)).status).toBe(200);
  const injected = "' or '1'='1";
  expect((await api.call("POST", "/add-tomato", { body: { ...FIELDS, uid: injected } })).status).toBe(401);
});

test("answers are stored by no cache, and none of a stranger's operations are told", async () => {
  const { headers } = await api.call("POST", "/role/register", { body: { role_type: "Consumer" } });
  expect(headers.get("cache-control")).toBe("no-store");
  const asked = { headers: { prefer: "respond-async" } };
  const added = await post(api, "/add-tomato", holders.Grower, FIELDS, asked);
  const { token } = await api.account("supplier");
  expect((await api.call("GET", added.body.operation.url, { token })).status).toBe(404);
});
