import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientOf } from "../support/api.ts";
import { during, type Orders, refusal, startOrders } from "./support/orders.ts";

let api: Orders;
let token: string;
let bound: string;
beforeAll(async () => {
  api = await startOrders();
  token = (await api.logIn()).token;
  bound = (await api.bound()).token;
});
afterAll(() => api.close());

const post = (path: string, body: unknown, as?: string, headers = {}) =>
  api.call("POST", path, { body, headers, ...(as ? { token: as } : {}) });
const get = (path: string, as?: string) => api.call("GET", path, as ? { token: as } : {});
describe("log-in", () => {
  const logIn = (body: unknown) => post("/api/auth/wx-login", body);

  test.each([{}, { code: "" }, { code: "  " }, { code: null }, { code: 5 }, { code: ["a"] }, [], 5, null])(
    "a log-in without a code is told so: %j",
    async (body) => {
      const { status, body: answer } = await logIn(body);
      expect([status, answer]).toEqual([400, refusal("code缺失")]);
    },
  );

  test("a code that WeChat does not take, or took before, tells nobody's openid", async () => {
    for (const code of ["invalid", "used", "blocked", "x".repeat(10_000)]) {
      const { status, body } = await logIn({ code });
      expect([status, body]).toEqual([400, refusal("openid获取失败")]);
    }
    api.wechat.codes.set("once", "oOnce-_01234567890123");
    expect((await logIn({ code: "once" })).status).toBe(200);
    expect((await logIn({ code: "once" })).body).toEqual(refusal("openid获取失败"));
  });

  test.each([
    ["a".repeat(10), 400],
    ["a".repeat(11), 200],
    [`${"a-_Z0".repeat(19)}abcd`, 200],
    ["a".repeat(100), 400],
    ["has a space in it", 400],
    ["有中文的openid标识符号", 400],
    ["", 400],
  ])("the openid %s gives %i", async (openid, expected) => {
    api.wechat.codes.set("code", openid);
    const { status, body } = await logIn({ code: "code" });
    expect(status).toBe(expected);
    if (expected === 400) expect(body).toEqual(refusal("openid获取失败"));
  });

  test.each([{ nickName: 5 }, { nickName: "x".repeat(201) }, { avatarUrl: {} }, "小明", []])(
    "a profile of wrong types is refused before the code is used up: %j",
    async (userInfo) => {
      api.wechat.codes.set("kept", "oKept-_01234567890123");
      const { status, body } = await logIn({ code: "kept", userInfo });
      expect([status, body]).toEqual([400, refusal("参数无效：userInfo必须为包含nickName和avatarUrl的对象")]);
      expect(api.wechat.codes.has("kept")).toBe(true);
    },
  );

  test("a picture that is no address of the web is left out", async () => {
    const { openid } = await api.logIn(undefined, { nickName: "小红", avatarUrl: "javascript:alert(1)" });
    const row = await api.database.read
      .selectFrom("wechat_identities")
      .selectAll()
      .where("openid", "=", openid)
      .executeTakeFirstOrThrow();
    expect(row.avatar_url).toBeNull();
  });

  test.each([
    [{ body: { errcode: -1, errmsg: "system busy" } }],
    [{ body: { errcode: 40013, errmsg: "invalid appid" } }, "服务错误：微信服务配置有误"],
    [
      { body: { errcode: 45011, errmsg: "api minute-quota reach limit" } },
      "服务错误：微信接口调用过于频繁，请稍后再试",
    ],
    [{ status: 502, body: "<html>" }],
    [{ body: "no JSON" }],
    [{ body: "[]" }],
    [{ status: 302, headers: { Location: "http://127.0.0.1:1/" }, body: "" }],
    [{ body: "x".repeat(100_000) }],
    [null],
  ])(
    "what WeChat itself cannot do is a fault of the system: %j",
    async (answer, message = "服务错误：微信服务暂时不可用") => {
      const { status, body } = await during(api.wechat, answer, () => logIn({ code: "any" }));
      expect([status, body]).toEqual([500, refusal(message)]);
    },
  );

  test("an answer without an openid is none", async () => {
    const { body } = await during(api.wechat, { body: { session_key: "x" } }, () => logIn({ code: "any" }));
    expect(body).toEqual(refusal("openid获取失败"));
  });
});

describe("binding", () => {
  const bind = (body: unknown, as = token) => post("/api/auth/bind-company", body, as);

  test.each([
    [{}, "邀请码无效"],
    [{ inviteCode: "" }, "邀请码无效"],
    [{ inviteCode: "   " }, "邀请码无效"],
    [{ inviteCode: 123 }, "邀请码无效"],
    [{ inviteCode: null }, "邀请码无效"],
    [{ inviteCode: "x".repeat(201) }, "邀请码无效"],
    [[], "邀请码无效"],
    [{ inviteCode: "NOBODY" }, "未找到对应企业"],
    [{ inviteCode: "'; drop table erp_bindings; --" }, "未找到对应企业"],
    [{ inviteCode: "邀请🎫" }, "未找到对应企业"],
    [{ inviteCode: "INVITE" }, "邀请码不匹配"],
    [{ inviteCode: "invite123" }, "未找到对应企业"],
    [{ inviteCode: "INVITE123", userId: "999999" }, "userId与登录用户不一致"],
    [{ inviteCode: "INVITE123", userId: { id: 1 } }, "userId与登录用户不一致"],
    [{ inviteCode: "INVITE123", userId: { toString: 1, valueOf: 1 } }, "userId与登录用户不一致"],
  ])("%j is refused with 200 and why", async (body, message) => {
    const { status, body: answer } = await bind(body);
    expect([status, answer]).toEqual([200, refusal(message)]);
    expect((await get("/api/user/profile", token)).body.data.erpBinding.customerId).toBeNull();
  });

  test("who is bound is told so, and stays bound as before", async () => {
    const before = await get("/api/user/profile", bound);
    for (const inviteCode of ["INVITE456", "NOBODY"]) {
      const { status, body } = await bind({ inviteCode }, bound);
      expect([status, body]).toEqual([200, refusal("已绑定该企业")]);
    }
    // The code of its own company, as often as it likes.
    for (let round = 0; round < 2; round++) {
      const { status, body } = await bind({ inviteCode: " INVITE123 " }, bound);
      expect([status, body]).toEqual([
        200,
        {
          success: true,
          message: "已绑定该企业",
          timestamp: expect.any(Number),
          data: {
            bindStatus: true,
            companyInfo: { companyId: "CODE001", companyName: "某某公司", customerId: "123456" },
          },
        },
      ]);
    }
    expect((await get("/api/user/profile", bound)).body.data).toEqual(before.body.data);
  });

  test("of bindings that meet, one counts", async () => {
    const { token: fresh } = await api.logIn();
    const answers = await Promise.all(
      ["INVITE123", "INVITE456", "INVITE123"].map((inviteCode) => bind({ inviteCode }, fresh)),
    );
    expect(answers.filter(({ body }) => body.message === "绑定成功")).toHaveLength(1);
    expect(answers.filter(({ body }) => body.message === "已绑定该企业")).toHaveLength(2);
    const companies = answers.filter(({ body }) => body.success).map(({ body }) => body.data.companyInfo.companyId);
    expect(new Set(companies).size).toBe(1);
  });

  test("a code that two companies have binds to neither", async () => {
    const row = { 客户编码: "CODE", 客户名称: "某公司", 微信邀请码: "TWICE" };
    const rows = (...ids: number[]) => ({ body: { data: ids.map((客户ID) => ({ ...row, 客户ID })) } });
    const { status, body } = await during(api.erp, rows(1, 2), () => bind({ inviteCode: "TWICE" }));
    expect([status, body]).toEqual([200, refusal("邀请码不匹配")]);
    const { token: fresh } = await api.logIn();
    const once = await during(api.erp, rows(1, 1), () => bind({ inviteCode: "TWICE" }, fresh));
    expect(once.body.success).toBe(true);
  });

  test.each([
    [{ status: 500, body: {} }],
    [{ body: {} }],
    [{ body: { data: [{ 客户名称: 1 }] } }],
    // Whoever was nobody's would be anybody's to an ERP that takes no customer for all of them.
    [{ body: { data: [{ 客户ID: " ", 客户编码: "C", 客户名称: "某公司", 微信邀请码: "INVITE123" }] } }],
    [null],
  ])("what the ERP itself cannot do is a fault of the system: %j", async (answer) => {
    const { status, body } = await during(api.erp, answer, () => bind({ inviteCode: "INVITE123" }));
    expect([status, body]).toEqual([500, refusal("服务器错误：ERP服务暂时不可用")]);
  });
});

describe("orders", () => {
  test("who is bound to no company has no orders", async () => {
    for (const path of ["orders/search", "orders/ORD123/status", "orders/ORD123/materials", "materials/M1/progress"]) {
      const { status, body } = await get(`/api/${path}`, token);
      expect([status, body]).toEqual([200, refusal("未绑定企业")]);
    }
  });

  test.each([
    ["status=lost", "status必须为pending、producing、shipped、completed、cancelled之一"],
    ["status=生产中", "status必须为pending、producing、shipped、completed、cancelled之一"],
    ["page=0", "page必须为1到1000000的整数"],
    ["page=1.5", "page必须为1到1000000的整数"],
    ["page=two", "page必须为1到1000000的整数"],
    ["pageSize=101", "pageSize必须为1到100的整数"],
    ["pageSize=-1", "pageSize必须为1到100的整数"],
    ["keyword=%00", "keyword最多100个字符，且不能含控制字符"],
    [`keyword=${"x".repeat(101)}`, "keyword最多100个字符，且不能含控制字符"],
    ["page=0&pageSize=0", "page必须为1到1000000的整数；pageSize必须为1到100的整数"],
  ])("a search by %s is refused", async (query, message) => {
    const { status, body } = await get(`/api/orders/search?${query}`, bound);
    expect([status, body]).toEqual([200, refusal(`参数无效：${message}`)]);
  });

  test("what is unknown to the ERP, or can be no name, is not found", async () => {
    const asked = api.erp.asked.length;
    for (const id of ["...", "..%2f..%2fcustomers", "a%5Cb", "%00", "x".repeat(101)]) {
      expect((await get(`/api/orders/${id}/status`, bound)).body.success).toBe(false);
    }
    expect(api.erp.asked).toHaveLength(asked);
    expect((await get("/api/orders/NONE/status", bound)).body).toEqual(refusal("订单不存在"));
    expect((await get("/api/orders/NONE/materials", bound)).body).toEqual(refusal("订单不存在"));
    const { status, body } = await get(`/api/materials/${encodeURIComponent("料?x=1#y")}/progress`, bound);
    expect([status, body]).toEqual([200, refusal("物料不存在")]);
    expect(api.erp.asked.at(-1)?.path).toBe(`/materials/${encodeURIComponent("料?x=1#y")}/progress`);
  });

  test.each([
    [{ status: 500, body: {} }],
    [{ status: 401, body: {} }],
    [{ status: 302, headers: { Location: "/customers" }, body: "" }],
    [{ body: "no JSON" }],
    [{ body: "7" }],
    [null],
  ])("an ERP that answers %j is a fault of the system", async (answer) => {
    for (const path of ["search", "ORD123/status"]) {
      const { status, body } = await during(api.erp, answer, () => get(`/api/orders/${path}`, bound));
      expect([status, body]).toEqual([500, refusal("服务器错误：ERP服务暂时不可用")]);
    }
  });

  test("words and dates of the ERP that are unknown do not hide an order", async () => {
    const row = { 订单ID: 7, 订单号: "ORD7", 状态: "质检中", 下单日期: "昨天" };
    const dated = { ...row, 下单日期: "2025-12-01 20:00:00", 物料: null };
    const { body } = await during(api.erp, { body: { data: [row, dated], total: 2 } }, () =>
      get("/api/orders/search", bound),
    );
    expect(body.data.orders).toEqual([
      { order_id: "7", order_no: "ORD7", customer_name: "", order_date: null, status: "质检中", materials: [] },
      expect.objectContaining({ order_date: "2025-12-01T12:00:00Z" }),
    ]);
  });
});

test("unreadable requests are refused in the dialect's own envelope", async () => {
  const json = { "content-type": "application/json" };
  for (const path of ["/api/auth/wx-login", "/api/auth/bind-company", "/api/wechat/template-msg"]) {
    const answers = [
      [await post(path, "{", token, json), 400, "请求格式错误"],
      [await post(path, '{"__proto__":1}', token, json), 400, "请求格式错误"],
      [await post(path, "a=b", token, { "content-type": "text/plain" }), 415, "请求体必须为application/json"],
      [await post(path, `"${"x".repeat(300_000)}"`, token, json), 413, "请求体过大"],
      [await api.call("PUT", path), 405, "请求方法不允许"],
    ] as const;
    for (const [{ status, body }, expected, message] of answers) {
      expect([status, body]).toEqual([expected, refusal(message)]);
    }
  }
  const nul = await post("/api/auth/bind-company", { inviteCode: "a\u0000b" }, token);
  expect([nul.status, nul.body]).toEqual([400, refusal("请求格式错误")]);
  for (const path of ["/api/orders", "/api/orders/ORD123", "/api/user/nobody", "/api/health", "/api/metrics/x"]) {
    expect((await get(path)).body).toEqual(refusal("接口不存在"));
  }
  const key = await post("/api/auth/bind-company", { inviteCode: "x" }, token, { "idempotency-key": "two words" });
  expect([key.status, key.body]).toEqual([400, refusal("请求格式错误")]);
});

test("the accounts document answers for its own paths as before", async () => {
  expect((await get("/api/auth/me")).body).not.toHaveProperty("success");
  expect((await get("/api/auth/nowhere")).body).not.toHaveProperty("success");
});

test("where neither WeChat nor an ERP is set up, calls say so", async () => {
  const { unconfiguredErp } = await import("../../../integrations/erp/unconfigured.ts");
  const { unconfiguredWechat } = await import("../../../integrations/wechat/unconfigured.ts");
  const { createApp } = await import("../../../api/app.ts");
  const { default: pino } = await import("pino");
  const app = createApp({
    services: { ...api.services, erp: unconfiguredErp(), wechat: unconfiguredWechat() },
    health: { database: async () => ({ ok: true, detail: "" }) } as never,
    rpc: async () => ({}),
    web: new Map(),
    logger: pino({ level: "silent" }),
  });
  const { call } = clientOf(app);
  const logIn = await call("POST", "/api/auth/wx-login", { body: { code: "x" } });
  expect([logIn.status, logIn.body]).toEqual([500, refusal("服务错误：微信服务未配置")]);
  const search = await call("GET", "/api/orders/search", { token: bound });
  expect([search.status, search.body]).toEqual([500, refusal("服务器错误：ERP服务未配置")]);
  const health = await call("GET", "/api/health/check");
  expect(health.body.data).toMatchObject({
    status: "degraded",
    services: { database: "healthy", erp: "unconfigured", wechat: "unconfigured" },
  });
});
