import { expect } from "vitest";
import type { walk } from "./client.ts";

const THIRTY_DAYS = 2_592_000_000;
const done = (message: string, data: object) => ({
  status: 200,
  body: { success: true, message, timestamp: expect.any(Number), data },
});
const refused = (status: number, message: unknown) => ({
  status,
  body: { success: false, message, timestamp: expect.any(Number) },
});

/** That the document's client gets on: each answer is the one that is printed. */
export function expectAnswers(told: Awaited<ReturnType<typeof walk>>): void {
  for (const login of [told.login, told.developer]) {
    const data = { token: expect.any(String), userId: expect.any(String), expiresAt: expect.any(Number) };
    expect.soft(login).toMatchObject(done("登录成功", data));
    // The token says whole seconds.
    expect.soft(Math.abs(login.body.data.expiresAt - login.body.timestamp - THIRTY_DAYS)).toBeLessThan(2000);
  }
  expect.soft(told.developer.body.data.userId).not.toBe(told.login.body.data.userId);
  expect.soft(told.noCode).toMatchObject(refused(400, expect.stringContaining("code")));
  const nothing = { companyId: null, companyName: null, customerId: null, boundAt: null };
  expect.soft(told.unbound.profile).toMatchObject(done("查询成功", { erpBinding: nothing }));
  expect.soft(told.unbound.search).toMatchObject(refused(200, "未绑定企业"));
  expect.soft(told.noInvitation).toMatchObject(refused(200, "邀请码无效"));
  const companyInfo = { companyId: "CODE001", companyName: "某某公司", customerId: "123456" };
  expect.soft(told.bound).toMatchObject(done("绑定成功", { bindStatus: true, companyInfo }));
  expect.soft(told.boundAgain).toMatchObject(done("已绑定该企业", { companyInfo }));
  const { expiresAt } = told.login.body.data;
  const erpBinding = { ...companyInfo, boundAt: expect.any(Number) };
  expect.soft(told.profile).toMatchObject(done("查询成功", { erpBinding, sessionExpiresAt: expiresAt }));
  const order = {
    order_id: expect.any(String),
    order_no: expect.any(String),
    customer_name: "某某公司",
    order_date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    status: expect.any(String),
  };
  const first = { total: 30, page: 1, pageSize: 20, queryTime: expect.any(Number), cacheHit: false };
  for (const search of [told.all, told.unfiltered]) {
    expect.soft(search).toMatchObject(done("查询成功", first));
    expect.soft(search.body.data.orders).toHaveLength(20);
  }
  const materials = expect.arrayContaining([
    expect.objectContaining({
      material_id: expect.any(String),
      material_code: expect.any(String),
      status: expect.any(String),
    }),
  ]);
  expect.soft(told.all.body.data.orders[0]).toMatchObject({ ...order, materials });
  expect.soft(told.example).toMatchObject(done("查询成功", { page: 1, pageSize: 20, orders: expect.any(Array) }));
  for (const { status } of told.example.body.data.orders) expect.soft(status).toBe("producing");
  expect.soft(told.example.body.data.orders.length).toBeGreaterThan(1);
  expect.soft(told.states.reduce((sum, { body }) => sum + body.data.total, 0)).toBe(30);
  for (const odd of told.odd) expect.soft(odd).toMatchObject(refused(200, expect.any(String)));
  for (const passed of [told.status, told.materials, told.progress]) {
    expect.soft(passed).toMatchObject(done("查询成功", expect.anything()));
  }
  const message = { msgid: expect.any(String), status: "sent", sendTime: expect.any(Number) };
  expect.soft(told.sent).toMatchObject(done("消息发送成功", message));
  expect.soft(told.incomplete).toMatchObject(refused(200, "参数不完整"));
  expect.soft(told.signedOut).toMatchObject(refused(401, expect.any(String)));
  const services = { database: "healthy", erp: "healthy", wechat: "healthy" };
  expect
    .soft(told.health)
    .toMatchObject(done("系统健康", { status: "healthy", timestamp: expect.any(Number), services }));
  const counted = {
    endpoint: "/api/orders/search",
    totalCalls: expect.any(Number),
    avgResponseTime: expect.any(Number),
  };
  expect.soft(told.erp).toMatchObject(done("查询成功", { checkTime: expect.any(Number) }));
  expect.soft(told.erp.body.data.stats).toContainEqual({ ...counted, errorRate: 0, successRate: 100 });
  const most = { maxResponseTime: expect.any(Number), errorCalls: expect.any(Number), errorRate: expect.any(Number) };
  const { hourlyStats, endpointStats } = told.performance.body.data;
  expect.soft(hourlyStats[0]).toMatchObject({ hour: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:00:00$/), ...most });
  expect.soft(endpointStats).toContainEqual(expect.objectContaining({ ...counted, ...most }));
  for (const { endpoint } of endpointStats) expect.soft(endpoint).toMatch(/^\/api\//);
}
