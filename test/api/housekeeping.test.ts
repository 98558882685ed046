/** What one account or one address may leave behind here, or keep busy, has a bound. */
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { diskObjects } from "../../integrations/objects/disk.ts";
import { accountsOf } from "./accounts/support.ts";
import { appWith } from "./inspection/support.ts";
import { type Api, NO_LIMITS, startApi } from "./support/api.ts";

const DAY = 86_400_000;
const BROWSER = { "user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 Safari/604.1" };

let api: Api;
let code: string;
let token: string;
beforeAll(async () => {
  api = await startApi();
  ({ token } = await api.account("supplier"));
  const created = await api.call("POST", "/v1/traces", { token, body: { name: "B", quantity: 1, unit: "kg" } });
  code = created.body.data.batchCode;
});
afterAll(() => api.close());

const later = (days: number) => new Date(Date.now() + days * DAY);
const withLimits = (limits: object) => appWith(api, {}, { rateLimits: { ...NO_LIMITS, ...limits } });

test("idempotency keys are forgotten after a week, and not before", async () => {
  const create = () =>
    api.call("POST", "/v1/farms", { token, body: { name: "F" }, headers: { "idempotency-key": "a-week" } });
  const first = await create();
  await api.services.housekeeping.prune(later(6));
  expect((await create()).body.data.id).toBe(first.body.data.id);
  await api.services.housekeeping.prune(later(8));
  expect((await create()).body.data.id).not.toBe(first.body.data.id);
});

test("a wallet may have as many operations to sign as the contract takes nonces, and what it never signs is given up", async () => {
  const { user, token: holder } = await api.account("supplier");
  const { wallet } = await api.chain.actor(91, "producer");
  const { raw } = api.database;
  raw
    .prepare("update accounts set address = ?, custody = 'wallet' where id = ?")
    .run(wallet.address.toLowerCase(), user.id);
  await api.account("inspector");
  const propose = () => api.call("POST", "/v1/traces", { token: holder, body: { name: "W", quantity: 1, unit: "kg" } });
  const proposed = await propose();
  expect(proposed.status).toBe(202);
  const { id } = proposed.body.data;
  const columns =
    "account_id, act, batch_id, digest, actor, typed_data, state, attempts, not_before, created_at, updated_at";
  const copy = raw.prepare(`insert into operations (id, ${columns}) select ?, ${columns} from operations where id = ?`);
  for (let count = 1; count < 119; count++) copy.run(randomUUID(), id);
  expect((await propose()).status).toBe(202);
  const refused = await propose();
  expect([refused.status, refused.body.code]).toEqual([429, "QUOTA_EXCEEDED"]);

  await api.services.housekeeping.prune(later(29));
  expect((await propose()).status).toBe(429);
  await api.services.housekeeping.prune(later(31));
  const over = await api.call("GET", `/v1/operations/${id}`, { token: holder });
  expect([over.body.data.state, over.body.data.error]).toEqual([
    "failed",
    expect.stringContaining("not signed in time"),
  ]);
  expect((await propose()).status).toBe(202);
});

test("an account has at most a hundred sessions, and of a session a hundred used tokens are known", async () => {
  const { username, password, user } = await api.account("unauth");
  const accounts = accountsOf(api);
  const first = (await accounts.logIn(username, password)).body;
  const { services, database } = api;
  const ages = later(30);
  for (let count = 0; count < 100; count++) {
    const session = { id: randomUUID(), accountId: user.id, tokenVersion: 1 };
    await services.sessions.open(session, { hash: randomUUID(), expiresAt: ages }, later(0.001 * count));
  }
  const open = () => database.read.selectFrom("sessions").select("id").where("account_id", "=", user.id).execute();
  expect(await open()).toHaveLength(100);
  expect((await accounts.me(first.access_token)).status).toBe(401);

  const last = (await accounts.logIn(username, password)).body;
  const sessionId = String(decodeJwt(last.access_token).sid);
  const used = Array.from({ length: 150 }, (_, index) => ({
    hash: randomUUID(),
    session_id: sessionId,
    expires_at: ages.getTime(),
    used_at: index,
  }));
  await database.write.insertInto("refresh_tokens").values(used).execute();
  const token = last.refresh_token;
  expect((await accounts.refresh(token)).status).toBe(200);
  const kept = await database.read
    .selectFrom("refresh_tokens")
    .select("used_at")
    .where("session_id", "=", sessionId)
    .where("used_at", "is not", null)
    .execute();
  expect(kept).toHaveLength(100);
});

test("an account writes so much a day", async () => {
  const { token: writer } = await api.account("supplier");
  const body = { name: "F".repeat(190), location: "L".repeat(400) };
  const length = { "content-length": String(JSON.stringify(body).length) };
  const kilobytes = withLimits({ writtenOfDay: { points: 2, seconds: 60 } });
  const create = (caller = kilobytes) =>
    caller.call("POST", "/v1/farms", { token: writer, body, headers: { ...length } });
  expect([(await create()).status, (await create()).status, (await create()).status]).toEqual([201, 201, 429]);
  const often = withLimits({ writesOfDay: { points: 1, seconds: 60 } });
  expect([(await create(often)).status, (await create(often)).status]).toEqual([201, 429]);
});

test("searches and drawn sheets are limited by account; lists as such are not", async () => {
  const { call } = withLimits({ search: { points: 1, seconds: 60 }, print: { points: 1, seconds: 60 } });
  const list = (query: string) => call("GET", `/v1/traces?${query}`, { token });
  for (const _ of [1, 2, 3]) expect((await list("page=2")).status).toBe(200);
  expect((await list("search=apple")).status).toBe(200);
  expect((await list("search=apple")).status).toBe(429);
  expect((await list("page=101")).status).toBe(429);
  expect((await call("GET", "/v1/products?search=a", { token })).status).toBe(429);
  const { body } = await list("page=1");
  const print = () => call("GET", `/v1/traces/${body.data[0].id}/labels.pdf`, { token });
  expect([(await print()).status, (await print()).status]).toEqual([200, 429]);
});

test("of one address so many looks are counted; whoever looks sees no difference", async () => {
  const { call } = withLimits({ look: { points: 2, seconds: 60 } });
  const look = () => call("GET", `/v1/traces/public/${code}`, { headers: BROWSER });
  const looks = [await look(), await look(), await look()];
  expect(looks.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(looks.map(({ headers }) => headers.has("scan-id"))).toEqual([true, true, false]);
  const told = await call("POST", `/v1/traces/public/${code}/scans`, { headers: BROWSER });
  expect([told.status, told.body.data.scanId]).toEqual([200, null]);
});

test("a part is brought no more than twice at once", async () => {
  const { staging } = api.services.objects;
  const file = { id: "ab".repeat(16), sha256: `0x${"ab".repeat(32)}`, size: 4, mediaType: "text/plain" } as const;
  const staged = { ...file, restricted: false, partSize: 4, handle: null };
  const end = Promise.withResolvers<void>();
  async function* slow() {
    yield new Uint8Array(2);
    await end.promise;
    throw new Error("the connection broke off");
  }
  const bringing = [1, 2].map(() => staging.receive?.(staged, 1, slow()).catch((error: Error) => error.message));
  await expect(staging.receive?.(staged, 1, slow())).rejects.toThrow("being brought already");
  end.resolve();
  expect(await Promise.all(bringing)).toEqual(Array(2).fill("the connection broke off"));
});

test("what a killed process left on its way in is swept up at the next start", async () => {
  const folder = join(api.folder, "objects");
  const [old, fresh] = ["old", "fresh"].map((name) => join(folder, "incoming", name)) as [string, string];
  for (const path of [old, fresh]) await writeFile(path, "half");
  await utimes(old, later(-2), later(-2));
  await diskObjects(folder);
  expect([existsSync(old), existsSync(fresh)]).toEqual([false, true]);
});
