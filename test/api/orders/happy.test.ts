import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COMPANY, STATUS_TEXT } from "./support/erp.ts";
import { type Orders, startOrders } from "./support/orders.ts";

let api: Orders;
beforeAll(async () => {
  api = await startOrders();
});
afterAll(() => api.close());

/** The document's envelope, field by field. */
const envelope = (message: string, data: unknown) => ({ success: true, message, timestamp: expect.any(Number), data });
const MILLISECONDS = 1_600_000_000_000;

describe("log-in", () => {
  test("the document's log-in answers as printed, with a token that is good everywhere", async () => {
    const { answer, token, userId, expiresAt } = await api.logIn(undefined, {
      nickName: "小明",
      avatarUrl: "https://thirdwx.qlogo.cn/a.png",
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(
      envelope("登录成功", {
        token: expect.stringMatching(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/),
        userId: expect.stringMatching(/^\d+$/),
        expiresAt: expect.any(Number),
      }),
    );
    expect(answer.body.timestamp).toBeGreaterThan(MILLISECONDS);
    // Thirty days, of which a token tells whole seconds.
    expect(Math.abs(expiresAt - answer.body.timestamp - 2_592_000_000)).toBeLessThan(60_000);
    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    expect(expiresAt).toBe(claims.exp * 1000);
    const me = await api.call("GET", "/api/auth/me", { token });
    expect([me.status, String(me.body.user.id), me.body.user.name]).toEqual([200, userId, "小明"]);
    expect((await api.call("GET", "/v1/traces", { token })).status).toBe(200);
  });

  test("the same user is the same account; a new nickname and picture are kept", async () => {
    const first = await api.logIn("oSame-user_0123456789", { nickName: "旧名", avatarUrl: "" });
    const again = await api.logIn(first.openid, { nickName: "新名", avatarUrl: "https://example.com/b.png" });
    const bare = await api.logIn(first.openid);
    expect([again.userId, bare.userId]).toEqual([first.userId, first.userId]);
    const row = await api.database.read
      .selectFrom("wechat_identities")
      .selectAll()
      .where("openid", "=", first.openid)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ nick_name: "新名", avatar_url: "https://example.com/b.png" });
    expect((await api.call("GET", "/api/auth/me", { token: bare.token })).body.user.name).toBe("新名");
  });

  test("without a profile the account goes by its username, and then by the first nickname", async () => {
    const { token, openid } = await api.logIn();
    const { user } = (await api.call("GET", "/api/auth/me", { token })).body;
    expect(user).toMatchObject({ name: user.username, email: null, phone: null, role: "unauth" });
    await api.logIn(openid, { nickName: "后来的名字" });
    expect((await api.call("GET", "/api/auth/me", { token })).body.user.name).toBe("后来的名字");
  });

  test("first log-ins that meet make one account", async () => {
    const openid = "oTogether-_0123456789";
    const users = await Promise.all(Array.from({ length: 8 }, () => api.logIn(openid)));
    expect(new Set(users.map((user) => user.userId)).size).toBe(1);
    const rows = await api.database.read
      .selectFrom("wechat_identities")
      .select("account_id")
      .where("openid", "=", openid)
      .execute();
    expect(rows.map((row) => String(row.account_id))).toEqual([users[0]?.userId]);
  });
});

describe("company", () => {
  test("the document's binding answers as printed, and the profile shows it", async () => {
    const { token, userId, expiresAt } = await api.logIn();
    const before = await api.call("GET", "/api/user/profile", { token });
    const none = { companyId: null, companyName: null, customerId: null, boundAt: null };
    expect(before.body).toEqual(envelope("查询成功", { erpBinding: none, sessionExpiresAt: expiresAt }));

    const bound = await api.call("POST", "/api/auth/bind-company", {
      token,
      body: { inviteCode: "INVITE123", userId },
    });
    const company = { companyId: "CODE001", companyName: "某某公司", customerId: "123456" };
    expect([bound.status, bound.body]).toEqual([200, envelope("绑定成功", { bindStatus: true, companyInfo: company })]);
    const after = await api.call("GET", "/api/user/profile", { token });
    expect(after.body).toEqual(
      envelope("查询成功", {
        erpBinding: { ...company, boundAt: expect.any(Number) },
        sessionExpiresAt: expiresAt,
      }),
    );
    expect(after.body.data.erpBinding.boundAt).toBeGreaterThan(MILLISECONDS);
  });

  test("any account can be bound, and any number by one code", async () => {
    const { token } = await api.account("pharmacy");
    const { body } = await api.call("POST", "/api/auth/bind-company", {
      token,
      body: { inviteCode: ` ${COMPANY.微信邀请码} ` },
    });
    expect(body.success).toBe(true);
  });

  test("a binding that is tried again with its key gets the same answer", async () => {
    const { token } = await api.logIn();
    const bind = (inviteCode: string) =>
      api.call("POST", "/api/auth/bind-company", {
        token,
        body: { inviteCode },
        headers: { "idempotency-key": "bind-1" },
      });
    const [first, twin] = await Promise.all([bind("INVITE123"), bind("INVITE123")]);
    const third = await bind("INVITE123");
    expect([twin.body.data, third.body.data]).toEqual([first.body.data, first.body.data]);
    const other = await bind("INVITE456");
    expect([other.status, Object.keys(other.body)]).toEqual([409, ["success", "message", "timestamp"]]);
  });
});

describe("orders", () => {
  test("the document's search answers as printed, with the ERP's words translated both ways", async () => {
    const { token } = await api.bound();
    const query = `keyword=${encodeURIComponent("零件")}&status=producing&page=1&pageSize=20`;
    const { status, body } = await api.call("GET", `/api/orders/search?${query}`, { token });
    expect(status).toBe(200);
    expect(body).toEqual(
      envelope("查询成功", {
        orders: expect.any(Array),
        total: 12,
        page: 1,
        pageSize: 20,
        queryTime: expect.any(Number),
        cacheHit: false,
      }),
    );
    expect(body.data.orders).toHaveLength(12);
    expect(body.data.orders[0]).toEqual({
      order_id: "CODE001-2",
      order_no: "ORD2",
      customer_name: "某某公司",
      order_date: "2025-12-01T12:00:00Z",
      status: "producing",
      materials: [{ material_id: "M2", material_code: "零件-2", status: "completed", batches: [] }],
    });
    const asked = api.erp.asked.at(-1);
    expect([asked?.path, asked?.query]).toEqual([
      "/orders",
      { customerId: "123456", keyword: "零件", status: "生产中", page: "1", pageSize: "20" },
    ]);
  });

  test("pages begin at 1 with 20 orders, and fields that are not filled in are none", async () => {
    const { token } = await api.bound();
    const first = await api.call("GET", "/api/orders/search?keyword=&status=", { token });
    expect(first.body.data).toMatchObject({ total: 25, page: 1, pageSize: 20 });
    expect(first.body.data.orders).toHaveLength(20);
    const second = await api.call("GET", "/api/orders/search?page=2", { token });
    expect(second.body.data).toMatchObject({ total: 25, page: 2, pageSize: 20 });
    expect(second.body.data.orders).toHaveLength(5);
  });

  test("what the ERP has of an order or a material comes as the ERP wrote it, to the digit", async () => {
    const { token } = await api.bound();
    const status = await api.call("GET", "/api/orders/ORD123/status", { token });
    expect([status.status, status.headers.get("content-type")]).toEqual([200, "application/json"]);
    expect(status.text.endsWith(`"data":${STATUS_TEXT}}`)).toBe(true);
    expect(status.body).toEqual({ ...envelope("查询成功", JSON.parse(STATUS_TEXT)), batches: [] });
    const materials = await api.call("GET", "/api/orders/ORD123/materials", { token });
    expect(materials.body.data).toEqual({ 物料: [{ 物料ID: "M1", 批次号: ["AP20230515A123"] }] });
    const progress = await api.call("GET", "/api/materials/M1/progress", { token });
    expect(progress.body).toEqual({ ...envelope("查询成功", { 物料ID: "M1", 工序: ["车", "铣"] }), batches: [] });
  });
});

describe("messages", () => {
  const message = {
    templateId: "template-1",
    data: { thing1: { value: "订单已发货" }, number2: { value: 12 } },
    page: "/pages/order-detail/order-detail?orderId=ORD123",
  };
  const send = (token: string, body: unknown, headers = {}) =>
    api.call("POST", "/api/wechat/template-msg", { token, body, headers });

  test("the document's message answers as printed, reaches WeChat and is logged", async () => {
    const { token, openid } = await api.logIn();
    const { status, body } = await send(token, message);
    expect([status, body]).toEqual([
      200,
      envelope("消息发送成功", { msgid: expect.any(String), status: "sent", sendTime: expect.any(Number) }),
    ]);
    expect(body.data.msgid).toMatch(/^30000000000000000\d+$/);
    expect(api.wechat.messages.at(-1)).toEqual({
      touser: openid,
      template_id: "template-1",
      page: "pages/order-detail/order-detail?orderId=ORD123",
      data: { thing1: { value: "订单已发货" }, number2: { value: "12" } },
    });
    const { messages } = (await api.call("GET", "/api/wechat/messages", { token })).body.data;
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({
      status: "sent",
      msgid: body.data.msgid,
      templateId: "template-1",
      reason: null,
    });
    expect(messages[0].sentAt).toBe(body.data.sendTime);
  });

  test("a message that is tried again with its key is sent once", async () => {
    const { token } = await api.logIn();
    const headers = { "idempotency-key": "message-1" };
    const sent = api.wechat.messages.length;
    const first = await send(token, message, headers);
    const again = await send(token, message, headers);
    expect(again.body.data).toEqual(first.body.data);
    expect(api.wechat.messages).toHaveLength(sent + 1);
    expect((await send(token, { ...message, page: "/other" }, headers)).status).toBe(409);
    expect((await send((await api.logIn()).token, message, headers)).body.data.msgid).not.toBe(first.body.data.msgid);
  });

  test("an access token that WeChat ended is replaced once, however many messages meet it, and all go out", async () => {
    const users = await Promise.all(Array.from({ length: 12 }, () => api.logIn()));
    await send(users[0]?.token ?? "", message);
    api.wechat.endToken();
    const [grants, sent, asked] = [api.wechat.grants(), api.wechat.messages.length, api.wechat.asked.length];
    const answers = await Promise.all(users.map(({ token }) => send(token, message)));
    expect(answers.map(({ body }) => body.success)).toEqual(users.map(() => true));
    expect(api.wechat.grants()).toBe(grants + 1);
    expect(api.wechat.messages).toHaveLength(sent + users.length);
    // More than one of them did meet it.
    const tries = api.wechat.asked.slice(asked).filter(({ path }) => path.endsWith("/send"));
    expect(tries.length).toBeGreaterThan(users.length + 1);
    const log = await Promise.all(users.map(({ token }) => api.call("GET", "/api/wechat/messages", { token })));
    expect(
      new Set(log.flatMap(({ body }) => body.data.messages.map(({ status }: { status: string }) => status))),
    ).toEqual(new Set(["sent"]));
  });
});

test("every endpoint of the document is in the API's reference", async () => {
  const { paths, components } = (await api.call("GET", "/openapi.json")).body;
  const listed = Object.entries(paths as Record<string, Record<string, { tags: string[] }>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).flatMap(([method, { tags }]) => (tags.includes("Orders") ? [`${method} ${path}`] : [])),
  );
  expect(listed.sort()).toEqual([
    "get /api/erp/status",
    "get /api/health/check",
    "get /api/materials/{material_id}/progress",
    "get /api/metrics/performance",
    "get /api/orders/search",
    "get /api/orders/{order_id}/materials",
    "get /api/orders/{order_id}/status",
    "get /api/user/profile",
    "get /api/wechat/messages",
    "get /api/wechat/profile",
    "post /api/auth/bind-company",
    "post /api/auth/wx-login",
    "post /api/wechat/template-msg",
  ]);
  expect(Object.keys(components.schemas).filter((name) => name.startsWith("Orders")).length).toBeGreaterThan(10);
});
