import { afterAll, beforeAll, expect, test } from "vitest";
import { during, type Orders, refusal, startOrders } from "./support/orders.ts";

let api: Orders;
let token: string;
beforeAll(async () => {
  api = await startOrders();
  token = (await api.logIn()).token;
});
afterAll(() => api.close());

const post = (path: string, body: unknown, as: string, headers = {}) =>
  api.call("POST", path, { token: as, body, headers });

const MESSAGE = { templateId: "t", data: { thing1: { value: "x" } } };
/** What became of somebody's messages, the latest first. */
const log = async (as: string) => (await api.call("GET", "/api/wechat/messages", { token: as })).body.data.messages;
const send = (body: unknown, as = token, headers = {}) => post("/api/wechat/template-msg", body, as, headers);

test.each([
  {},
  { data: MESSAGE.data },
  { templateId: "t" },
  { templateId: "", data: MESSAGE.data },
  { templateId: " ", data: MESSAGE.data },
  { templateId: null, data: MESSAGE.data },
  { templateId: "t", data: {} },
  { templateId: "t", data: null },
  [],
  null,
])("an incomplete message is refused with 200: %j", async (body) => {
  const { status, body: answer } = await send(body);
  expect([status, answer]).toEqual([200, refusal("参数不完整")]);
});

test.each([
  [{ ...MESSAGE, templateId: 5 }, "templateId必须为不超过100个字符的文本"],
  [{ ...MESSAGE, data: "x" }, "data必须为模板内容对象"],
  [{ ...MESSAGE, data: { thing1: "x" } }, "data必须为模板内容对象"],
  [{ ...MESSAGE, data: { thing1: { value: {} } } }, "data必须为模板内容对象"],
  [{ ...MESSAGE, data: { "a b": { value: "x" } } }, "data必须为模板内容对象"],
  [{ ...MESSAGE, page: 5 }, "page必须为小程序内的页面路径"],
  [{ ...MESSAGE, page: "https://example.com/phish" }, "page必须为小程序内的页面路径"],
])("a message of wrong types is refused: %j", async (body, message) => {
  const { status, body: answer } = await send(body);
  expect([status, answer]).toEqual([200, refusal(`参数无效：${message}`)]);
});

test("an account without a WeChat user cannot be sent anything", async () => {
  const { token: other } = await api.account("supplier");
  expect((await send(MESSAGE, other)).body).toEqual(refusal("用户不存在"));
});

test("what WeChat refuses is told and logged, and not tried again by the same key", async () => {
  const { token: user } = await api.logIn();
  for (const [templateId, message] of [
    ["refused", "用户拒绝接收该消息"],
    ["unknown", "消息模板不存在"],
  ] as const) {
    const headers = { "idempotency-key": `refusal-${templateId}` };
    const { status, body } = await send({ ...MESSAGE, templateId }, user, headers);
    expect([status, body]).toEqual([200, refusal(message)]);
    const asked = api.wechat.asked.length;
    expect((await send({ ...MESSAGE, templateId }, user, headers)).body).toEqual(refusal(message));
    expect(api.wechat.asked).toHaveLength(asked);
    expect((await log(user))[0]).toMatchObject({ templateId, status: "refused", reason: message, sentAt: null });
  }
});

test.each([
  [40003, 200, "用户不存在"],
  [41030, 200, "小程序页面路径不正确"],
  [47003, 200, "模板参数不正确"],
  [45168, 200, "消息内容包含敏感词"],
  [40038, 500, "微信消息发送已达当日上限"],
  [45009, 500, "微信消息发送已达当日上限"],
  [45011, 500, "服务错误：微信接口调用过于频繁，请稍后再试"],
  [43108, 500, "服务错误：微信接口调用过于频繁，请稍后再试"],
  [43107, 500, "服务错误：小程序无权发送订阅消息"],
  [48001, 500, "服务错误：小程序无权发送订阅消息"],
  [40001, 500, "服务错误：微信服务配置有误"],
  [99999, 500, "服务错误：微信服务暂时不可用"],
  [-1, 500, "服务错误：微信服务暂时不可用"],
])("WeChat's code %i is answered with %i", async (errcode, expected, message) => {
  const answer = { body: { errcode, errmsg: "whatever", access_token: "t", expires_in: 7200 } };
  await send(MESSAGE);
  const { status, body } = await during(api.wechat, answer, () => send(MESSAGE));
  expect([status, body]).toEqual([expected, refusal(message)]);
});

test("a message that could not be sent is sent by the next request with its key", async () => {
  const { token: user } = await api.logIn();
  const headers = { "idempotency-key": "again" };
  const busy = { body: { errcode: -1, errmsg: "system error" } };
  expect((await during(api.wechat, busy, () => send(MESSAGE, user, headers))).status).toBe(500);
  const why = "服务错误：微信服务暂时不可用";
  expect(await log(user)).toMatchObject([{ status: "failed", reason: why, msgid: null, sentAt: null }]);
  expect((await send(MESSAGE, user, headers)).body.success).toBe(true);
  expect(await log(user)).toMatchObject([{ status: "sent", reason: null }]);
});

test.each([
  ["no answer", null],
  ["the end of the connection", "broken"],
  ["an answer that nobody can read", { body: "<html>" }],
  ["a gateway's answer", { status: 502, body: {} }],
])(
  "with %s it is not known whether the message was sent: that is told, and it is not sent again",
  async (_, answer) => {
    const { token: user } = await api.logIn();
    const headers = { "idempotency-key": "unconfirmed" };
    await send(MESSAGE);
    const told = refusal("微信未确认消息是否送达，为避免重复不再发送");
    const first = await during(api.wechat, answer, () => send(MESSAGE, user, headers));
    expect([first.status, first.body]).toEqual([500, told]);
    const asked = api.wechat.asked.length;
    const again = await send(MESSAGE, user, headers);
    expect([again.status, again.body, api.wechat.asked.length]).toEqual([500, told, asked]);
    expect(await log(user)).toMatchObject([{ status: "unconfirmed", reason: told.message, msgid: null, sentAt: null }]);
  },
);

test("while a message is on its way, another request with its key is told so", async () => {
  const { token: user } = await api.logIn();
  const headers = { "idempotency-key": "meeting" };
  await send(MESSAGE);
  const [held, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  api.wechat.instead(async () => {
    held.resolve();
    await release.promise;
    return { body: '{"errcode":0,"errmsg":"ok"}' };
  });
  const first = send(MESSAGE, user, headers);
  await held.promise;
  const second = await send(MESSAGE, user, headers);
  expect([second.status, second.body]).toEqual([409, refusal("相同Idempotency-Key的请求正在处理中")]);
  release.resolve();
  // Without a name of WeChat's, the message goes by the log's.
  expect((await first).body.data.msgid).toMatch(/^[0-9a-f-]{36}$/);
  api.wechat.instead();
});
