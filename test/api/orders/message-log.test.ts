/** The log of messages and the WeChat profile, for whoever is signed in. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { SENDING_ENDS } from "../../../domain/wechat/ports.ts";
import { makeAdministrator } from "../support/api.ts";
import { type Orders, refusal, startOrders } from "./support/orders.ts";

let api: Orders;
let administrator: string;
beforeAll(async () => {
  api = await startOrders();
  const account = await api.account("unauth");
  await makeAdministrator(api, account.user.id);
  administrator = account.token;
});
afterAll(() => api.close());

const PATH = "/api/wechat/messages";
const envelope = (data: unknown) => ({ success: true, message: "查询成功", timestamp: expect.any(Number), data });
const list = (token: string, query = "") => api.call("GET", `${PATH}${query}`, { token });
const send = (token: string, templateId: string, more = {}) =>
  api.call("POST", "/api/wechat/template-msg", {
    token,
    body: { templateId, data: { thing1: { value: "只有微信知道的内容" } }, ...more },
  });
const templates = ({ body }: { body: { data: { messages: { templateId: string }[] } } }) =>
  body.data.messages.map(({ templateId }) => templateId);

test("whoever is signed in finds what became of each message, the latest first", async () => {
  const { token, userId } = await api.logIn();
  expect((await list(token)).body).toEqual(
    envelope({ messages: [], total: 0, page: 1, pageSize: 20, nextCursor: null }),
  );

  const { msgid, sendTime } = (await send(token, "t-1", { page: "/pages/a?b=1" })).body.data;
  await send(token, "refused");
  const { status, body, text } = await list(token);
  const common = { id: expect.stringMatching(/^[0-9a-f-]{36}$/), userId, createdAt: expect.any(Number) };
  expect([status, body]).toEqual([
    200,
    envelope({
      messages: [
        {
          ...common,
          templateId: "refused",
          page: null,
          status: "refused",
          msgid: null,
          reason: "用户拒绝接收该消息",
          sentAt: null,
        },
        { ...common, templateId: "t-1", page: "pages/a?b=1", status: "sent", msgid, reason: null, sentAt: sendTime },
      ],
      total: 2,
      page: 1,
      pageSize: 20,
      nextCursor: null,
    }),
  ]);
  // What messages say is nobody's business but WeChat's.
  expect(text).not.toContain("只有微信知道的内容");
});

test("messages come in pages, each of them once, and by what became of them", async () => {
  const { token } = await api.logIn();
  for (let number = 1; number <= 5; number++) await send(token, `t-${number}`);
  await send(token, "unknown");
  const pages = await Promise.all([1, 2, 3, 4].map((page) => list(token, `?page=${page}&pageSize=2`)));
  expect(pages.map(templates)).toEqual([["unknown", "t-5"], ["t-4", "t-3"], ["t-2", "t-1"], []]);
  expect(pages.map(({ body }) => [body.data.total, body.data.page, body.data.pageSize])).toEqual(
    [1, 2, 3, 4].map((page) => [6, page, 2]),
  );
  const { nextCursor } = pages[0]?.body.data ?? {};
  await send(token, "t-6");
  const next = await list(token, `?pageSize=2&cursor=${nextCursor}`);
  expect([templates(next), next.body.data.page]).toEqual([["t-4", "t-3"], 2]);
  const last = await list(token, `?pageSize=2&cursor=${next.body.data.nextCursor}`);
  expect([templates(last), last.body.data.nextCursor]).toEqual([["t-2", "t-1"], null]);
  const sent = await list(token, "?status=sent&pageSize=3&page=2&cursor=");
  expect([templates(sent), sent.body.data.total]).toEqual([["t-3", "t-2", "t-1"], 6]);
  expect(templates(await list(token, "?status=refused&page=&pageSize="))).toEqual(["unknown"]);
  expect(templates(await list(token, "?status=&userId="))).toHaveLength(7);
});

test("what has been on its way for too long is told as not confirmed, whoever was to send it has died", async () => {
  const { token, userId } = await api.logIn();
  const begin = async (templateId: string, age: number) => {
    const at = new Date(Date.now() - age);
    const entry = { id: crypto.randomUUID(), accountId: Number(userId), templateId, page: null, createdAt: at };
    await api.services.messages.begin(entry);
  };
  await begin("abandoned", SENDING_ENDS + 1_000);
  await begin("under-way", 0);
  const { messages } = (await list(token)).body.data;
  expect(messages).toMatchObject([
    { templateId: "under-way", status: "sending", reason: null },
    {
      templateId: "abandoned",
      status: "unconfirmed",
      reason: "微信未确认消息是否送达，为避免重复不再发送",
      msgid: null,
      sentAt: null,
    },
  ]);
  expect(templates(await list(token, "?status=unconfirmed"))).toEqual(["abandoned"]);
  expect(templates(await list(token, "?status=sending"))).toEqual(["under-way"]);
});

test.each([
  ["?status=lost", "status必须为sending、sent、refused、failed、unconfirmed之一"],
  ["?page=0", "page必须为1到1000000的整数"],
  ["?page=1.5", "page必须为1到1000000的整数"],
  ["?pageSize=101", "pageSize必须为1到100的整数"],
  ["?userId=-1", "userId必须为用户编号或all"],
  ["?userId=1%20or%201=1", "userId必须为用户编号或all"],
])("%s is refused by name", async (query, message) => {
  const { status, body } = await list(administrator, query);
  expect([status, body]).toEqual([200, refusal(`参数无效：${message}`)]);
});

test("nobody sees another's messages but administrators and regulators", async () => {
  const [mine, other] = [await api.logIn(), await api.logIn()];
  await send(mine.token, "mine");
  await send(other.token, "others");
  expect(templates(await list(mine.token))).toEqual(["mine"]);
  expect(templates(await list(mine.token, `?userId=${mine.userId}`))).toEqual(["mine"]);
  const { token: supplier } = await api.account("supplier");
  for (const token of [mine.token, supplier]) {
    for (const userId of [other.userId, "all"]) {
      const { status, body } = await list(token, `?userId=${userId}`);
      expect([status, body]).toEqual([
        403,
        refusal("没有权限：需要监管部门角色，可通过 POST /v1/role-applications 申请"),
      ]);
    }
  }
  // The first of a parameter that comes twice is the one that counts, for the rule as for the list.
  expect((await list(mine.token, `?userId=${mine.userId}&userId=${other.userId}`)).body.data.total).toBe(1);
  expect((await list(mine.token, `?userId=${other.userId}&userId=${mine.userId}`)).status).toBe(403);

  const { token: regulator } = await api.account("regulator");
  for (const token of [administrator, regulator]) {
    expect(templates(await list(token, `?userId=${other.userId}`))).toEqual(["others"]);
    const all = (await list(token, "?userId=all&pageSize=2")).body.data.messages;
    expect(all).toMatchObject([
      { templateId: "others", userId: other.userId },
      { templateId: "mine", userId: mine.userId },
    ]);
    expect((await list(token, "?userId=999999999")).body.data.total).toBe(0);
    expect((await list(token)).body.data.total).toBe(0);
  }
});

test("the profile is what was last told on logging in", async () => {
  const read = async (token: string) => (await api.call("GET", "/api/wechat/profile", { token })).body;
  const { token, openid } = await api.logIn();
  expect(await read(token)).toEqual(envelope({ nickName: null, avatarUrl: null }));
  const avatarUrl = "https://thirdwx.qlogo.cn/a.png";
  await api.logIn(openid, { nickName: "小明", avatarUrl });
  expect(await read(token)).toEqual(envelope({ nickName: "小明", avatarUrl }));
  await api.logIn(openid, { nickName: "大明" });
  expect(await read(token)).toEqual(envelope({ nickName: "大明", avatarUrl }));
  await api.account("supplier", "大明");
  const nameNotice = "另有账户的名称看起来与此相同；此名称未经确认。";
  expect(await read(token)).toEqual(envelope({ nickName: "大明", avatarUrl, nameNotice }));
  // Each has its own, and an account without WeChat has none.
  expect((await read((await api.logIn()).token)).data.nickName).toBeNull();
  expect(await read((await api.account("supplier")).token)).toEqual(refusal("用户不存在"));
});
