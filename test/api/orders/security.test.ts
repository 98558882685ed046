import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createApp } from "../../../api/app.ts";
import { clientOf } from "../support/api.ts";
import { ERP_TOKEN } from "./support/erp.ts";
import { type Orders, refusal, startOrders } from "./support/orders.ts";

let api: Orders;
beforeAll(async () => {
  api = await startOrders();
});
afterAll(() => api.close());

const SIGNED_IN = [
  ["POST", "/api/auth/bind-company", 5],
  ["GET", "/api/orders/search", 30],
  ["GET", "/api/orders/ORD123/status", 60],
  ["GET", "/api/orders/ORD123/materials", 60],
  ["GET", "/api/materials/M1/progress", 60],
  ["POST", "/api/wechat/template-msg", 10],
  ["GET", "/api/wechat/messages", 30],
  ["GET", "/api/wechat/profile", 30],
  ["GET", "/api/user/profile", 30],
] as const;
const ROUTES = [["POST", "/api/auth/wx-login", 10], ...SIGNED_IN] as const;

/** The same services behind an application with the document's own limits. */
const limited = (trustedProxies = 0) =>
  clientOf(
    createApp({
      services: api.services,
      health: {} as never,
      rpc: async () => ({}),
      web: new Map(),
      logger: pino({ level: "silent" }),
      trustedProxies,
    }),
  );
const body = (method: string) => (method === "POST" ? { body: {} } : {});

describe("tokens", () => {
  test.each(SIGNED_IN)("%s %s is for whoever is signed in", async (method, path) => {
    const none = await api.call(method, path, body(method));
    expect([none.status, none.body, none.headers.get("www-authenticate")]).toEqual([401, refusal("未授权"), "Bearer"]);
    const { token } = await api.logIn();
    const [header, payload, signature = ""] = token.split(".");
    const expired = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(payload ?? "", "base64url").toString()), exp: 1 }),
    ).toString("base64url");
    for (const bad of [
      "nonsense",
      `${header}.${payload}.${"A".repeat(signature.length)}`,
      `${header}.${expired}.${signature}`,
      `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString("base64url")}.${payload}.`,
    ]) {
      const answer = await api.call(method, path, { ...body(method), token: bad });
      expect([answer.status, answer.body]).toEqual([401, refusal("Token无效或已过期")]);
    }
  });

  test("an account that WeChat made has no password to guess", async () => {
    const { token, openid } = await api.logIn();
    const { user } = (await api.call("GET", "/api/auth/me", { token })).body;
    for (const password of ["", "!", "*", "null", openid, user.username]) {
      const { status } = await api.call("POST", "/api/auth/login", { body: { username: user.username, password } });
      expect([400, 401]).toContain(status);
    }
    expect(user.username).not.toContain(openid);
  });
});

describe("companies", () => {
  test("an order of another company is as good as none", async () => {
    const [mine, other] = [await api.bound(), await api.bound("INVITE456")];
    const read = (token: string, path: string) => api.call("GET", path, { token });
    expect((await read(mine.token, "/api/orders/owned/status")).body.success).toBe(true);
    expect((await read(other.token, "/api/orders/owned/status")).body).toEqual(refusal("订单不存在"));
    expect(api.erp.asked.at(-1)?.query).toEqual({ customerId: "654321" });
    const { orders, total } = (await read(other.token, "/api/orders/search")).body.data;
    expect([total, orders[0].order_id]).toEqual([1, "CODE002-99"]);
    const sly = await read(other.token, "/api/orders/search?customerId=123456&customerId=654321");
    expect(sly.body.data.total).toBe(1);

    // Even an ERP that does not look whose an order is gives nothing away.
    api.erp.careless = true;
    expect((await read(mine.token, "/api/orders/owned/status")).body.success).toBe(true);
    expect((await read(other.token, "/api/orders/owned/status")).body).toEqual(refusal("订单不存在"));
    expect((await read(other.token, "/api/orders/search?pageSize=100")).status).toBe(500);
    api.erp.careless = false;
  });

  test("nobody is bound, or sent a message, for somebody else", async () => {
    const [mine, other] = [await api.logIn(), await api.logIn()];
    const bind = { inviteCode: "INVITE123", userId: other.userId };
    expect((await api.call("POST", "/api/auth/bind-company", { token: mine.token, body: bind })).body.success).toBe(
      false,
    );
    const profile = await api.call("GET", "/api/user/profile", { token: other.token });
    expect(profile.body.data.erpBinding.customerId).toBeNull();
    const message = { templateId: "t", data: { thing1: { value: "x" } }, touser: other.openid, openid: other.openid };
    await api.call("POST", "/api/wechat/template-msg", { token: mine.token, body: message });
    expect(api.wechat.messages.at(-1)?.touser).toBe(mine.openid);
  });
});

test("secrets are in no answer, no log and no table", async () => {
  const { token, answer } = await api.logIn(undefined, { nickName: "静" });
  const texts = [answer.text];
  for (const instead of [{ status: 500, body: { secret: ERP_TOKEN } }, { body: `{"${ERP_TOKEN}` }, null]) {
    api.erp.instead(() => instead);
    api.wechat.instead(() => ({ status: 500, body: api.wechat.appSecret }));
    texts.push((await api.call("POST", "/api/auth/bind-company", { token, body: { inviteCode: "X" } })).text);
    texts.push((await api.call("POST", "/api/auth/wx-login", { body: { code: "a-code-of-wechat" } })).text);
  }
  api.erp.instead();
  api.wechat.instead();
  const files = await Promise.all(
    ["", "-wal"].map((end) => readFile(join(api.folder, `suyuan.sqlite${end}`), "latin1")),
  );
  const everything = [...texts, ...api.logged, ...files].join("\n");
  for (const secret of ["c2Vzc2lvbi1rZXk", api.wechat.appSecret, ERP_TOKEN, "a-code-of-wechat", "session_key"]) {
    expect(everything.includes(secret), secret).toBe(false);
  }
  expect([...texts, ...api.logged].join("\n").includes(token)).toBe(true);
  expect(api.logged.join("\n").includes(token)).toBe(false);
  expect(texts.slice(1).join("\n")).not.toMatch(/127\.0\.0\.1|at \w+ \(|fetch|sqlite/i);
});

test("texts that mean something to SQL, to JavaScript or to a terminal are only texts", async () => {
  for (const nickName of ["'); drop table accounts; --", "<script>alert(1)</script>", "👩‍🌾", "{{7*7}}"]) {
    const { token } = await api.logIn(undefined, { nickName });
    expect((await api.call("GET", "/api/auth/me", { token })).body.user.name).toBe(nickName);
  }
  // What turns the writing around would have a name pass for another one on a journey.
  const sly = await api.logIn(undefined, { nickName: "\u202E\u2066某\u0007\u200B\u3164某\u2069" });
  expect((await api.call("GET", "/api/auth/me", { token: sly.token })).body.user.name).toBe("某某");
  const { token } = await api.bound();
  for (const keyword of ["' or 1=1 --", "%", "*", "&status=x#", "__proto__", "零件 料"]) {
    const { status } = await api.call("GET", `/api/orders/search?keyword=${encodeURIComponent(keyword)}`, { token });
    expect(status).toBe(200);
    expect(api.erp.asked.at(-1)?.query).toMatchObject({ keyword, customerId: "123456" });
  }
});

/** What failed before may have opened the circuit to WeChat, for some seconds. */
const patientLogIn = () => vi.waitFor(() => api.logIn(), { timeout: 60_000, interval: 500 });

describe("limits", () => {
  test.each(ROUTES)("%s %s tells its limit on every answer", async (method, path, points) => {
    const { call } = limited();
    const { headers } = await call(method, path, body(method));
    expect(
      Object.fromEntries(["policy", "limit", "remaining"].map((name) => [name, headers.get(`ratelimit-${name}`)])),
    ).toEqual({ policy: `${points};w=60`, limit: String(points), remaining: String(points - 1) });
    const reset = Number(headers.get("ratelimit-reset"));
    expect(reset).toBeGreaterThan(0);
    expect(reset).toBeLessThanOrEqual(60);
  });

  test.each(ROUTES)("%s %s is refused beyond its limit, in the dialect's envelope", async (method, path, points) => {
    const { call } = limited();
    const token = path.endsWith("wx-login") ? {} : { token: (await patientLogIn()).token };
    for (let count = 0; count < points; count++) {
      expect((await call(method, path, { ...body(method), ...token })).status).not.toBe(429);
    }
    const refused = await call(method, path, { ...body(method), ...token });
    expect([refused.status, refused.body]).toEqual([429, refusal("请求过于频繁，请稍后再试")]);
    expect(refused.headers.get("ratelimit-remaining")).toBe("0");
    const wait = Number(refused.headers.get("retry-after"));
    expect(wait).toBeGreaterThan(0);
    expect(refused.headers.get("ratelimit-reset")).toBe(String(wait));
  });

  test("whoever is signed in is counted wherever they come from, and nobody else with them", async () => {
    const { call } = limited(1);
    const [one, two] = [await patientLogIn(), await patientLogIn()];
    const bind = (token: string, from: string) =>
      call("POST", "/api/auth/bind-company", { token, body: {}, headers: { "x-forwarded-for": from } });
    for (let count = 0; count < 5; count++) await bind(one.token, `203.0.113.${count}`);
    expect((await bind(one.token, "203.0.113.99")).status).toBe(429);
    expect((await bind(two.token, "203.0.113.1")).status).toBe(200);
    expect((await call("GET", "/api/user/profile", { token: one.token })).status).toBe(200);
  });

  test("guessing tokens is counted by address", async () => {
    const { call } = limited(1);
    const guess = (from: string) =>
      call("GET", "/api/user/profile", { token: "guess", headers: { "x-forwarded-for": from } });
    for (let count = 0; count < 30; count++) expect((await guess("203.0.113.7")).status).toBe(401);
    expect((await guess("203.0.113.7")).status).toBe(429);
    expect((await guess("203.0.113.8")).status).toBe(401);
  });
});
