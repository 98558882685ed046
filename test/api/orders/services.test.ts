/** The drivers of WeChat and the ERP, against servers that speak their wire formats. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { ERP_GUARD, restErp } from "../../../integrations/erp/rest.ts";
import { createGuard } from "../../../integrations/outgoing/guard.ts";
import { WECHAT_GUARD, wechatHttp } from "../../../integrations/wechat/http.ts";
import { ERP_TOKEN, startErp, type TestErp } from "./support/erp.ts";
import { QUICK } from "./support/orders.ts";
import { startWechat, type TestWechat } from "./support/wechat.ts";

let server: TestWechat;
let erpServer: TestErp;
beforeEach(async () => {
  server = await startWechat();
  erpServer = await startErp();
});
afterEach(async () => {
  await server.close();
  await erpServer.close();
});

const wechat = (change = {}) =>
  wechatHttp({
    apiUrl: server.url,
    appId: server.appId,
    appSecret: server.appSecret,
    guard: createGuard("wechat", { ...WECHAT_GUARD, ...QUICK }),
    ...change,
  });
const erp = (change = {}) =>
  restErp({ url: erpServer.url, token: ERP_TOKEN, guard: createGuard("erp", { ...ERP_GUARD, ...QUICK }), ...change });
const MESSAGE = { openid: "o-user", templateId: "t", data: { thing1: { value: "x" } }, page: null };
const paths = () => server.asked.map(({ method, path }) => `${method} ${path}`);

test("a code is exchanged as WeChat has it, and only the openid is kept", async () => {
  server.codes.set("a&b=c", "oUser-_0123456789");
  expect(await wechat().openidOf("a&b=c")).toBe("oUser-_0123456789");
  expect(server.asked[0]).toMatchObject({
    method: "GET",
    path: "/sns/jscode2session",
    query: { appid: server.appId, secret: server.appSecret, js_code: "a&b=c", grant_type: "authorization_code" },
  });
});

test("however many messages meet, the access token is asked for once, and then kept", async () => {
  const { send } = wechat();
  await Promise.all(Array.from({ length: 10 }, () => send(MESSAGE)));
  await send(MESSAGE);
  expect(server.grants()).toBe(1);
  expect(JSON.parse(server.asked[0]?.body ?? "")).toEqual({
    grant_type: "client_credential",
    appid: server.appId,
    secret: server.appSecret,
    force_refresh: false,
  });
  expect(server.messages).toHaveLength(11);
  expect(server.messages[0]).toEqual({ touser: "o-user", template_id: "t", data: { thing1: { value: "x" } } });
});

test("a token that was ended is replaced once, however many messages meet it", async () => {
  const { send } = wechat();
  await send(MESSAGE);
  server.endToken();
  const results = await Promise.all(Array.from({ length: 5 }, () => send(MESSAGE)));
  expect(results.every((result) => "id" in result && result.id !== null)).toBe(true);
  expect(server.grants()).toBe(2);
});

test("a token that WeChat insists on and does not take is renewed by force, once", async () => {
  let token = "stale";
  server.instead(({ path, body, query }) => {
    if (path === "/cgi-bin/stable_token") {
      if (JSON.parse(body).force_refresh) token = "forced";
      return { body: { access_token: token, expires_in: 7200 } };
    }
    return { body: query.access_token === "forced" ? { errcode: 0, msgid: "m-1" } : { errcode: 42001 } };
  });
  expect(await wechat().send(MESSAGE)).toEqual({ id: "m-1" });
  expect(
    server.asked
      .filter(({ path }) => path === "/cgi-bin/stable_token")
      .map(({ body }) => JSON.parse(body).force_refresh),
  ).toEqual([false, false, true]);
  server.instead(({ path }) => ({
    body: path === "/cgi-bin/stable_token" ? { access_token: "x", expires_in: 7200 } : { errcode: 40001 },
  }));
  await expect(wechat().send(MESSAGE)).rejects.toMatchObject({ code: "unavailable", reason: "wechat-unavailable" });
});

test("a token that ends soon is not kept, and one that was not given is asked for again", async () => {
  server.instead(({ path }) => ({
    body: path === "/cgi-bin/stable_token" ? { access_token: "short", expires_in: 100 } : { errcode: 0 },
  }));
  const { send } = wechat();
  await send(MESSAGE);
  await send(MESSAGE);
  expect(paths().filter((path) => path.endsWith("stable_token"))).toHaveLength(2);
  server.instead(() => ({ body: { errcode: -1 } }));
  await expect(wechat().send(MESSAGE)).rejects.toMatchObject({ reason: "wechat-unavailable" });
});

test("health is asked once for all who ask, and again later", async () => {
  const { health } = wechat({ probeInterval: 60_000 });
  expect(await Promise.all(Array.from({ length: 20 }, health))).toEqual(Array(20).fill("healthy"));
  expect(server.grants()).toBe(1);
  const eager = erp({ probeInterval: 0 });
  expect(await eager.health()).toBe("healthy");
  await erpServer.close();
  expect(await eager.health()).toBe("unhealthy");
});

test("a service that does not answer is given up in time, and one that answers on and on too", async () => {
  erpServer.instead(() => null);
  await expect(
    erp({ guard: createGuard("erp", { ...QUICK, timeout: 50 }) }).companiesByInviteCode("X"),
  ).rejects.toMatchObject({ reason: "erp-unavailable" });
  erpServer.instead(() => ({ body: JSON.stringify({ data: [], filler: "x".repeat(5_000_000) }) }));
  await expect(erp().companiesByInviteCode("X")).rejects.toMatchObject({ reason: "erp-unavailable" });
});

test("redirections are not followed, wherever they lead", async () => {
  const asked = server.asked.length;
  erpServer.instead(() => ({ status: 307, headers: { Location: `${server.url}/secret` }, body: "" }));
  await expect(erp().orderStatus("1", "ORD123")).rejects.toMatchObject({ reason: "erp-unavailable" });
  expect(server.asked).toHaveLength(asked);
});

test("the ERP is asked by the names that it has for things, with its token", async () => {
  const [found] = await erp().companiesByInviteCode("INVITE123");
  expect(found).toEqual({
    customerId: "123456",
    companyId: "CODE001",
    companyName: "某某公司",
    inviteCode: "INVITE123",
  });
  expect(erpServer.asked[0]).toMatchObject({ path: "/customers", query: { inviteCode: "INVITE123" } });
  expect(erpServer.asked[0]?.headers.authorization).toBe(`Bearer ${ERP_TOKEN}`);
  await erp({ token: null }).health();
  expect(erpServer.asked.at(-1)?.headers.authorization).toBeUndefined();
  for (const status of ["pending", "producing", "shipped", "completed", "cancelled"] as const) {
    const query = { customerId: "123456", keyword: undefined, status, page: 1, pageSize: 100 };
    const { orders } = await erp().orders(query);
    expect(orders.every((order) => order.status === status)).toBe(true);
  }
  expect(erpServer.asked.slice(-5).map(({ query }) => query.status)).toEqual([
    "待处理",
    "生产中",
    "已发货",
    "已完成",
    "已取消",
  ]);
});

test("a name that a URL takes as a step is nothing's", async () => {
  const asked = erpServer.asked.length;
  expect(await erp().orderStatus("123456", "..")).toBeUndefined();
  expect(erpServer.asked).toHaveLength(asked);
  erpServer.careless = true;
  expect(await erp().orderStatus("654321", "owned")).toBeUndefined();
  expect((await erp().orderStatus("123456", "owned"))?.text).toContain("owned");
});

test("what fails is tried twice more where nothing changes by it, and not where something does", async () => {
  let broken = 2;
  erpServer.instead(() => (broken-- > 0 ? "broken" : { body: { 状态: "生产中" } }));
  expect((await erp().orderStatus("123456", "ORD123"))?.text).toContain("生产中");
  broken = 3;
  await expect(erp().orderStatus("123456", "ORD123")).rejects.toMatchObject({ reason: "erp-unavailable" });

  server.instead(() => "broken");
  await expect(wechat().openidOf("code")).rejects.toMatchObject({ reason: "wechat-unavailable" });
  expect(server.asked).toHaveLength(1);
});

test.each([
  [40029, undefined],
  [40226, undefined],
  [45011, "wechat-too-often"],
  [45009, "wechat-quota"],
  [40013, "wechat-misconfigured"],
  [40125, "wechat-misconfigured"],
  [-1, "wechat-unavailable"],
])("a log-in that WeChat answers with %i is told as %s", async (errcode, reason) => {
  server.instead(() => ({ body: { errcode, errmsg: "whatever" } }));
  const openid = wechat().openidOf("code");
  if (reason === undefined) expect(await openid).toBeUndefined();
  else await expect(openid).rejects.toMatchObject({ code: "unavailable", reason });
});

test.each([
  [{ errcode: 40164 }, "wechat-misconfigured"],
  [{ errcode: 40001 }, "wechat-misconfigured"],
  [{ errcode: 45011 }, "wechat-too-often"],
  [{ access_token: "" }, "wechat-unavailable"],
])("without an access token nothing was sent, and it is told why: %j", async (body, reason) => {
  server.instead(() => ({ body }));
  await expect(wechat().send(MESSAGE)).rejects.toMatchObject({ reason });
  expect(paths()).toEqual(["POST /cgi-bin/stable_token"]);
});

test("a message that cannot have reached WeChat was not sent; of one that did and had no answer nothing is known", async () => {
  const { send } = wechat();
  await send(MESSAGE);
  server.instead(() => "broken");
  await expect(send(MESSAGE)).rejects.toMatchObject({ reason: "message-unconfirmed" });
  await server.close();
  await expect(send(MESSAGE)).rejects.toMatchObject({ reason: "wechat-unavailable" });
});
