/** The WeChat sandbox, by the driver that speaks with WeChat. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createGuard } from "../../../integrations/outgoing/guard.ts";
import { type KeptMessage, REFUSING_TEMPLATES } from "../../../integrations/sandbox/wechat/messages.ts";
import { startWechatSandbox, type WechatSandbox } from "../../../integrations/sandbox/wechat/server.ts";
import { WECHAT_GUARD, wechatHttp } from "../../../integrations/wechat/http.ts";

const PROGRAM = { appId: "wx0123456789abcdef", appSecret: "a-secret" };
const MESSAGE = {
  openid: "oUser-_0123456789",
  templateId: "order-shipped",
  data: { thing1: { value: "订单已发货" }, number2: { value: "12" }, time3: { value: "2025-12-11 18:20" } },
  page: "pages/order-detail/order-detail?orderId=ORD123",
};

let sandbox: WechatSandbox;
let stored: readonly KeptMessage[];
const store = {
  load: () => stored,
  save: (messages: readonly KeptMessage[]) => {
    stored = [...messages];
  },
};
beforeEach(async () => {
  stored = [];
  sandbox = await startWechatSandbox({ ...PROGRAM, store });
});
afterEach(() => sandbox.close());

const wechat = (change = {}) =>
  wechatHttp({
    apiUrl: sandbox.url,
    ...PROGRAM,
    guard: createGuard("wechat", { ...WECHAT_GUARD, pause: 1, openFor: 0 }),
    ...change,
  });
const get = async (path: string) => (await fetch(`${sandbox.url}${path}`)).json();
const post = async (path: string, body: string) =>
  (await fetch(`${sandbox.url}${path}`, { method: "POST", body })).json();
const grantBody = (change = {}) =>
  JSON.stringify({ grant_type: "client_credential", appid: PROGRAM.appId, secret: PROGRAM.appSecret, ...change });

describe("log-in", () => {
  test("a demonstration code is the same user's as often as it comes, and another's is another", async () => {
    const { openidOf } = wechat();
    const [one, again, other] = [await openidOf("demo-1"), await openidOf("demo-1"), await openidOf("demo-2")];
    expect(one).toMatch(/^o[\w-]{27}$/);
    expect(again).toBe(one);
    expect(other).not.toBe(one);
    // The document's own code, one of the developer tools, and ones that only look like those that fail.
    for (const code of ["wx_login_code", "0b3kXl000dQ2aS1Tz2200mSDnr3kXl0Y", "Used", "used2", "unknown", "登录"]) {
      expect([code, await openidOf(code)]).toEqual([code, expect.stringMatching(/^o[\w-]{27}$/)]);
    }
  });

  test("a code of the test's own is good once", async () => {
    sandbox.codes.set("mine", "oMine-_0123456789");
    expect(await wechat().openidOf("mine")).toBe("oMine-_0123456789");
    expect(await wechat().openidOf("mine")).toBeUndefined();
    expect(await get(sessionPath("mine"))).toMatchObject({ errcode: 40163 });
  });

  const sessionPath = (code: string, change = {}) =>
    `/sns/jscode2session?${new URLSearchParams({
      appid: PROGRAM.appId,
      secret: PROGRAM.appSecret,
      js_code: code,
      grant_type: "authorization_code",
      ...change,
    })}`;

  test.each([
    ["invalid", {}, 40029],
    ["used", {}, 40163],
    ["blocked", {}, 40226],
    ["limit", {}, 45011],
    ["busy", {}, -1],
    ["", {}, 41008],
    ["demo-1", { secret: "another" }, 40125],
    ["demo-1", { appid: "wxffffffffffffffff" }, 40013],
    ["demo-1", { grant_type: "password" }, 40002],
  ])("the code %j with %j is refused with %i, status 200 and a sentence", async (code, change, errcode) => {
    const answer = await fetch(`${sandbox.url}${sessionPath(code, change)}`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ errcode, errmsg: expect.stringMatching(/^\w/) });
  });

  test("the driver takes codes that are not good for nobody's, and trouble for trouble", async () => {
    const { openidOf } = wechat();
    for (const code of ["invalid", "used", "blocked"]) expect(await openidOf(code)).toBeUndefined();
    await expect(openidOf("busy")).rejects.toMatchObject({ reason: "wechat-unavailable" });
    await expect(openidOf("limit")).rejects.toMatchObject({ reason: "wechat-too-often" });
    await expect(wechat({ appSecret: "another" }).openidOf("demo-1")).rejects.toMatchObject({
      reason: "wechat-misconfigured",
    });
  });
});

describe("access tokens", () => {
  const stable = (change = {}) => post("/cgi-bin/stable_token", grantBody(change));
  const sendWith = (token: string) =>
    post(
      `/cgi-bin/message/subscribe/send?access_token=${token}`,
      JSON.stringify({ touser: "o-user", template_id: "t", data: { thing1: { value: "x" } } }),
    );

  test("a stable token stays the same until it is forced to change, which ends it", async () => {
    const first = await stable();
    expect(first).toEqual({ access_token: expect.stringMatching(/^[\w-]{100,512}$/), expires_in: expect.any(Number) });
    expect(first.expires_in).toBeGreaterThan(7_000);
    expect((await stable()).access_token).toBe(first.access_token);
    const forced = await stable({ force_refresh: true });
    expect(forced.access_token).not.toBe(first.access_token);
    expect(await sendWith(first.access_token)).toMatchObject({ errcode: 40001 });
    expect(await sendWith(forced.access_token)).toMatchObject({ errcode: 0 });
  });

  test("`token` gives a new one each time, which leaves the stable one alone", async () => {
    const { access_token: kept } = await stable();
    const query = new URLSearchParams(JSON.parse(grantBody()));
    const tokens = [await get(`/cgi-bin/token?${query}`), await get(`/cgi-bin/token?${query}`)];
    expect(new Set([kept, ...tokens.map((grant) => grant.access_token)]).size).toBe(3);
    for (const token of [kept, ...tokens.map((grant) => grant.access_token)]) {
      expect(await sendWith(token)).toMatchObject({ errcode: 0 });
    }
  });

  test("strangers get none, and messages are not sent without one", async () => {
    expect(await stable({ secret: "another" })).toMatchObject({ errcode: 40125 });
    expect(await stable({ appid: "wxffffffffffffffff" })).toMatchObject({ errcode: 40013 });
    expect(await stable({ grant_type: "password" })).toMatchObject({ errcode: 40002 });
    expect(await post("/cgi-bin/stable_token", "{")).toMatchObject({ errcode: 47001 });
    expect(await sendWith("")).toMatchObject({ errcode: 41001 });
    expect(await sendWith("made-up")).toMatchObject({ errcode: 40001 });
    expect(sandbox.messages).toEqual([]);
    expect(await wechat({ appSecret: "another", probeInterval: 0 }).health()).toBe("unhealthy");
    expect(await wechat().health()).toBe("healthy");
  });

  test("the driver replaces a token that was ended", async () => {
    const { send } = wechat();
    await send(MESSAGE);
    sandbox.endToken();
    expect(await send(MESSAGE)).toHaveProperty("id");
    expect(sandbox.grants()).toBe(2);
  });
});

describe("messages", () => {
  test("what is taken is shown, newest first, and is still there after the next start", async () => {
    const sent = await wechat().send(MESSAGE);
    await wechat().send({ ...MESSAGE, data: { thing1: { value: "<b>&" } } });
    const { messages } = await get("/messages");
    const { openid: touser, templateId: template_id, data, page } = MESSAGE;
    expect(messages[1]).toEqual({
      msgid: (sent as { id: string }).id,
      takenAt: expect.stringMatching(/^\d{4}-/),
      message: { touser, template_id, data, page },
    });
    const answer = await fetch(sandbox.url);
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    const page1 = await answer.text();
    expect(page1).toContain("订单已发货");
    expect(page1).toContain("&lt;b&gt;&amp;");
    expect(page1).not.toContain("<b>&");

    await sandbox.close();
    sandbox = await startWechatSandbox({ ...PROGRAM, store });
    expect((await get("/messages")).messages).toEqual(messages);
    const third = await wechat().send(MESSAGE);
    expect(messages.map(({ msgid }: KeptMessage) => msgid)).not.toContain((third as { id: string }).id);
  });

  test.each([
    ["refused", { refused: "message-refused-by-user" }],
    ["unknown", { refused: "message-template-unknown" }],
    ["data", { refused: "message-data-wrong" }],
    ["page", { refused: "message-page-wrong" }],
  ])("the template %s is refused", async (templateId, answer) => {
    expect(await wechat().send({ ...MESSAGE, templateId })).toEqual(answer);
    expect(sandbox.messages).toEqual([]);
  });

  test.each([
    ["quota", "message-quota"],
    ["busy", "wechat-unavailable"],
    ["token", "wechat-unavailable"],
  ])("the template %s is trouble", async (templateId, reason) => {
    await expect(wechat().send({ ...MESSAGE, templateId })).rejects.toMatchObject({ reason });
    expect(REFUSING_TEMPLATES.has(templateId)).toBe(true);
  });

  test.each([
    { thing1: { value: "二十个字以内的内容二十个字以内的内容多了字" } },
    { thing1: { value: "" } },
    { number1: { value: "十二" } },
    { time1: { value: "昨天" } },
    { date1: { value: "2025/12/01" } },
    { phrase1: { value: "shipped" } },
    { phrase1: { value: "超过五个汉字" } },
    { amount1: { value: "￥12,00" } },
    { letter1: { value: "a1" } },
    { unknown1: { value: "x" } },
    { thing: { value: "x" } },
  ])("parameters that WeChat would not take: %j", async (data) => {
    expect(await wechat().send({ ...MESSAGE, data: data as never })).toEqual({ refused: "message-data-wrong" });
  });

  test.each([
    { thing20: { value: "二十个字以内的内容二十个字以内的内容二十" } },
    { number1: { value: "3.5" }, amount2: { value: "￥12.50元" }, phone_number3: { value: "+86-138-0000-0000" } },
    { time1: { value: "2019年10月1日 15:01" }, date2: { value: "2019年10月1日" }, phrase3: { value: "已发货" } },
    { character_string1: { value: "LS20251201-123" }, car_number2: { value: "鲁G·L2168" }, name3: { value: "某某" } },
  ])("parameters that it takes: %j", async (data) => {
    expect(await wechat().send({ ...MESSAGE, data: data as never })).toHaveProperty("id");
  });

  test.each(["order", "https://example.com/", "/pages/index", "pages/"])("the page %s is none", async (page) => {
    expect(await wechat().send({ ...MESSAGE, page })).toEqual({ refused: "message-page-wrong" });
  });

  test("nobody's openid is unknown", async () => {
    expect(await wechat().send({ ...MESSAGE, openid: "" })).toEqual({ refused: "unknown-user" });
  });
});
