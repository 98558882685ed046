/** The orders document told from log-in to monitoring, on an instance that was started from nothing, with its sandboxes. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEMO_CODES } from "../../demo/journeys.ts";
import { temporaryFolder } from "../support/folder.ts";
import { type Instance, instanceSettings, startInstance } from "../support/instance.ts";
import { startProcess, until } from "../support/process.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let settings: Record<string, string>;
let instance: Instance;
let token: string;
let expiresAt: number;

beforeAll(async () => {
  folder = await temporaryFolder();
  settings = { ...(await instanceSettings(join(folder.path, "data"))), DEMO: "off" };
  instance = await startInstance(settings);
});
afterAll(async () => {
  await instance.process.stop();
  await folder.close();
});

async function call(method: "GET" | "POST", path: string, body?: unknown, as = token) {
  const response = await fetch(`${instance.address}${path}`, {
    method,
    headers: { "content-type": "application/json", ...(as && { authorization: `Bearer ${as}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}
const get = (path: string) => call("GET", path);
const envelope = (message: string, data: unknown) => ({ success: true, message, timestamp: expect.any(Number), data });
const OK = (message: string, data: unknown) => ({ status: 200, body: envelope(message, data) });

/** Where a sandbox is, as the block at the start says. */
function sandboxAt(title: string): string {
  return new RegExp(`${title} (\\S+?)(,|\\n)`).exec(instance.process.output())?.[1] ?? "";
}

test("the block at the start names the sandboxes, and that they are none of the real", () => {
  const line =
    /^ {2}sandboxes +WeChat http:\S+, ERP http:\S+, mail smtp:\S+, SMS smpp:\S+\n.*not real services.*\n {2}mailbox +http:\S+\/dev\/mailbox$/m;
  expect(instance.process.output()).toMatch(line);
  expect(instance.process.output()).not.toMatch(/sandbox-(secret|token)/);
});

describe("the document, one example after the other", () => {
  test("wx-login", async () => {
    const userInfo = { nickName: "小明", avatarUrl: "https://example.com/a.png" };
    const first = await call("POST", "/api/auth/wx-login", { code: "demo-1", userInfo }, undefined);
    const data = {
      token: expect.stringMatching(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/),
      userId: expect.stringMatching(/^\d+$/),
      expiresAt: expect.any(Number),
    };
    expect(first).toEqual(OK("登录成功", data));
    ({ token, expiresAt } = first.body.data);
    const again = await call("POST", "/api/auth/wx-login", { code: "demo-1" }, undefined);
    expect(again.body.data.userId).toBe(first.body.data.userId);
    const printed = await call("POST", "/api/auth/wx-login", { code: "wx_login_code" }, undefined);
    expect([printed.status, printed.body.message]).toEqual([200, "登录成功"]);
    const refused = await call("POST", "/api/auth/wx-login", { code: "invalid" }, undefined);
    expect([refused.status, refused.body.message]).toEqual([400, "openid获取失败"]);
  });

  const company = { companyId: "CODE001", companyName: "某某公司", customerId: "123456" };

  test("bind-company, by the very code and not by one that it begins with", async () => {
    const refused = await call("POST", "/api/auth/bind-company", { inviteCode: "INVITE12" });
    expect([refused.status, refused.body.message]).toEqual([200, "邀请码不匹配"]);
    const bound = await call("POST", "/api/auth/bind-company", { inviteCode: "INVITE123" });
    expect(bound).toEqual(OK("绑定成功", { bindStatus: true, companyInfo: company }));
  });

  const order = {
    order_id: expect.stringMatching(/^ORD1\d\d$/),
    order_no: expect.stringMatching(/^LS\d{8}-1\d\d$/),
    customer_name: "某某公司",
    order_date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    status: expect.stringMatching(/^(pending|producing|shipped|completed|cancelled)$/),
    materials: expect.any(Array),
  };
  const material = { material_id: expect.any(String), material_code: expect.any(String), status: order.status };
  const page = (more: object) => ({
    orders: expect.any(Array),
    total: expect.any(Number),
    page: 1,
    pageSize: 20,
    queryTime: expect.any(Number),
    cacheHit: false,
    ...more,
  });

  test("orders/search, by each state and as in the example", async () => {
    const all = await get("/api/orders/search");
    expect(all).toEqual(OK("查询成功", page({ total: 30 })));
    expect(all.body.data.orders).toHaveLength(20);
    let total = 0;
    for (const status of ["pending", "producing", "shipped", "completed", "cancelled"]) {
      const { body } = await get(`/api/orders/search?status=${status}`);
      expect(body.data.total).toBeGreaterThan(0);
      total += body.data.total;
      for (const each of body.data.orders) {
        expect(each).toMatchObject({ ...order, status });
        for (const line of each.materials) expect(line).toMatchObject(material);
      }
    }
    expect(total).toBe(30);
    const query = `keyword=${encodeURIComponent("零件")}&status=producing&page=1&pageSize=20`;
    const example = await get(`/api/orders/search?${query}`);
    expect(example).toEqual(OK("查询成功", page({})));
    expect(example.body.data.orders.length).toBeGreaterThan(1);
    for (const each of example.body.data.orders) {
      expect(JSON.stringify(each.materials)).toContain("零件");
      expect(each.status).toBe("producing");
    }
  });

  test("the status and the materials of ORD123, and how each of them is made, as the ERP has it", async () => {
    const erp = sandboxAt("ERP");
    const asWritten = async (path: string) => {
      const headers = { authorization: "Bearer sandbox-token-of-no-erp" };
      return (await fetch(`${erp}${path}?customerId=123456`, { headers })).json();
    };
    const status = await get("/api/orders/ORD123/status");
    expect(status).toMatchObject(OK("查询成功", { 订单ID: "ORD123", 状态: "生产中" }));
    expect(status.body.data).toMatchObject(await asWritten("/orders/ORD123/status"));
    const materials = await get("/api/orders/ORD123/materials");
    expect(materials.body.data).toMatchObject(await asWritten("/orders/ORD123/materials"));
    expect(materials.body.data.物料.length).toBeGreaterThan(1);
    for (const { 物料ID } of materials.body.data.物料) {
      const progress = await get(`/api/materials/${物料ID}/progress`);
      expect(progress).toMatchObject(OK("查询成功", { 物料ID, 工序: expect.any(Array) }));
      expect(progress.body.data).toMatchObject(await asWritten(`/materials/${物料ID}/progress`));
    }
    for (const path of ["orders/ORD207/status", "orders/NONE/materials"]) {
      expect((await get(`/api/${path}`)).body).toMatchObject({ success: false, message: "订单不存在" });
    }
  });

  test("the batches of the demonstration are named where they were delivered", async () => {
    for (const code of DEMO_CODES) {
      const { body } = await get(`/api/orders/search?keyword=${code}`);
      const [found] = body.data.orders;
      const materials = await get(`/api/orders/${found.order_id}/materials`);
      expect(JSON.stringify(materials.body.data)).toContain(code);
    }
  });

  test("template-msg, which is then where a user would see it", async () => {
    const message = {
      templateId: "order-status",
      data: { thing1: { value: "订单已投产" }, character_string2: { value: "ORD123" } },
      page: "/pages/order-detail/order-detail?orderId=ORD123",
    };
    const sent = await call("POST", "/api/wechat/template-msg", message);
    const data = { msgid: expect.stringMatching(/^\d+$/), status: "sent", sendTime: expect.any(Number) };
    expect(sent).toEqual(OK("消息发送成功", data));
    const wechat = sandboxAt("WeChat");
    const { messages } = (await (await fetch(`${wechat}/messages`)).json()) as { messages: object[] };
    expect(messages).toMatchObject([
      { msgid: sent.body.data.msgid, message: { template_id: "order-status", data: message.data } },
    ]);
    expect(await (await fetch(wechat)).text()).toContain("订单已投产");
    const refused = await call("POST", "/api/wechat/template-msg", { ...message, templateId: "refused" });
    expect([refused.status, refused.body.message]).toEqual([200, "用户拒绝接收该消息"]);
  });

  test("user/profile", async () => {
    const erpBinding = { ...company, boundAt: expect.any(Number) };
    expect(await get("/api/user/profile")).toEqual(OK("查询成功", { erpBinding, sessionExpiresAt: expiresAt }));
  });

  test("health/check, erp/status and metrics/performance", async () => {
    const health = await get("/api/health/check");
    const services = { database: "healthy", erp: "healthy", wechat: "healthy" };
    expect(health).toMatchObject(OK("系统健康", { status: "healthy", timestamp: expect.any(Number), services }));
    const erp = await get("/api/erp/status");
    const recent = { avgResponseTime: expect.any(Number), errorRate: 0, successRate: 100 };
    expect(erp).toMatchObject(OK("查询成功", { stats: expect.any(Array), checkTime: expect.any(Number) }));
    const search = erp.body.data.stats.find((row: { endpoint: string }) => row.endpoint === "/api/orders/search");
    expect(search).toEqual({ ...recent, endpoint: "/api/orders/search", totalCalls: 7 + DEMO_CODES.length });
    const performance = await get("/api/metrics/performance");
    const counts = {
      totalCalls: expect.any(Number),
      avgResponseTime: expect.any(Number),
      maxResponseTime: expect.any(Number),
      errorCalls: expect.any(Number),
      errorRate: expect.any(Number),
      refusedCalls: expect.any(Number),
    };
    const { hourlyStats, endpointStats } = performance.body.data;
    const hour = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:00:00$/);
    for (const row of hourlyStats) expect(row).toEqual({ hour, ...counts });
    for (const row of endpointStats) expect(row).toMatchObject({ endpoint: expect.any(String), ...counts });
    expect(endpointStats.map((row: { endpoint: string }) => row.endpoint)).toEqual(
      expect.arrayContaining(["/api/orders/search", "/api/auth/wx-login", "/api/wechat/template-msg"]),
    );
  });
});

describe("mail and text messages", () => {
  const mailbox = async (to: string) => {
    const { body } = await get("/dev/mailbox.json");
    return body.messages.find((message: { to: string }) => message.to === to) as Record<string, string> | undefined;
  };

  test.each([
    ["email", "reader@example.com", /验证码是/],
    ["phone", "13800000000", /【溯源】/],
  ])("a code by %s goes through the sandbox into the mailbox, and sets a password", async (channel, contact, words) => {
    const username = `reader-${channel}`;
    const person = { username, password: "Secret123", role: "unauth", name: "Reader", [channel]: contact };
    const other = channel === "phone" ? { email: `${username}@example.com` } : {};
    const registered = await call("POST", "/api/auth/register", { ...other, ...person }, undefined);
    expect(registered.status, JSON.stringify(registered.body)).toBe(201);
    const target = { identifier: username, channel, contact };
    const asked = await call("POST", "/api/auth/request-reset-code", target, undefined);
    expect(asked.status, JSON.stringify(asked.body)).toBe(200);
    const message = await until(() => mailbox(channel === "phone" ? `+86${contact}` : contact));
    expect(message).toMatchObject({ channel, text: expect.stringMatching(words) });
    const code = /\b\d{6}\b/.exec(message.text ?? "")?.[0];
    const reset = { ...target, code, new_password: "Another123" };
    expect((await call("POST", "/api/auth/reset-password", reset, undefined)).status).toBe(200);
    const logIn = { username, password: "Another123" };
    expect((await call("POST", "/api/auth/login", logIn, undefined)).status).toBe(200);
  });

  test("it was the sandboxes that took them: where mail is refused, there is none in the mailbox", async () => {
    const person = { username: "refused", email: "someone@refused.example", password: "Secret123", role: "unauth" };
    expect((await call("POST", "/api/auth/register", { ...person, name: "R" }, undefined)).status).toBe(201);
    const target = { identifier: "refused", channel: "email", contact: person.email };
    expect((await call("POST", "/api/auth/request-reset-code", target, undefined)).status).toBe(200);
    await until(async () => instance.process.output().includes("a message was refused for good"));
    expect(instance.process.output()).toContain("EENVELOPE 550");
    expect(await mailbox(person.email)).toBeUndefined();
  });
});

test("a sandbox that is killed is started again, where it was", async () => {
  const pid = (await pidOf("erp")) ?? 0;
  expect(pid).toBeGreaterThan(1);
  process.kill(pid, "SIGKILL");
  await until(async () => ![pid, undefined].includes(await pidOf("erp")));
  await until(async () => (await get("/api/orders/ORD123/status")).body.success === true);
  const { messages } = (await (await fetch(`${sandboxAt("WeChat")}/messages`)).json()) as { messages: object[] };
  expect(messages).toHaveLength(1);
});

/** The process of a sandbox, among the instance's own children. */
async function pidOf(sandbox: string): Promise<number | undefined> {
  const { pid } = instance.process;
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, "utf8")).split(" ").filter(Boolean);
  for (const child of children) {
    const command = await readFile(`/proc/${child}/cmdline`, "utf8").catch(() => "");
    if (command.includes(`sandbox/${sandbox}/main.ts`)) return Number(child);
  }
  return undefined;
}

describe("settings", () => {
  test("what is stopped is stopped with its sandboxes, and its messages stay", async () => {
    const addresses = ["WeChat", "ERP"].map(sandboxAt);
    expect(await instance.process.stop("SIGTERM")).toBe(0);
    for (const address of addresses) await expect(fetch(address)).rejects.toThrow();
    const file = join(settings.DATA_DIR as string, "sandbox", "wechat-messages.json");
    expect(JSON.parse(await readFile(file, "utf8"))).toHaveLength(1);
  });

  test("with SANDBOXES=off there are none, and what is not set up says so", async () => {
    instance = await startInstance({ ...settings, SANDBOXES: "off" });
    expect(instance.process.output()).not.toContain("sandboxes");
    const { status, body } = await call("POST", "/api/auth/wx-login", { code: "demo-1" }, undefined);
    expect([status, body.message]).toEqual([500, "服务错误：微信服务未配置"]);
    expect(await instance.process.stop("SIGTERM")).toBe(0);
  });

  test("what is set up is asked itself; an evaluator is started only for who asks for a service", async () => {
    instance = await startInstance({ ...settings, ERP_URL: "http://127.0.0.1:1", EVALUATOR: "http" });
    const output = instance.process.output();
    expect(output).toMatch(/^ {2}sandboxes +WeChat \S+, mail \S+, SMS \S+, evaluator http:\S+\n/m);
    const evaluate = { tomato_id: "tomato-1", role: "harvest" };
    const answer = await fetch(`${sandboxAt("evaluator")}/api/evaluate`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(evaluate),
    });
    expect(await answer.json()).toMatchObject({ code: "0", message: "success" });
    const { body } = await get("/api/health/check");
    expect(body.data.services).toMatchObject({ erp: "unhealthy", wechat: "healthy" });
  });

  test("production starts no sandboxes, and refuses to be told to", async () => {
    const production = { ...settings, NODE_ENV: "production", SANDBOXES: "on" };
    const run = startProcess("scripts/start.ts", production);
    expect(await run.exited).toBe(1);
    expect(run.output()).toContain("SANDBOXES=on is for development");
  });
});
