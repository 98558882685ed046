import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../../api/app.ts";
import type { Call } from "../../../domain/monitoring/call-log.ts";
import { callLogRepository } from "../../../store/monitoring/call-log.ts";
import { clientOf } from "../support/api.ts";
import { type Orders, startOrders } from "./support/orders.ts";

let api: Orders;
beforeAll(async () => {
  api = await startOrders();
});
afterAll(() => api.close());

const envelope = (message: string, data: unknown) => ({ success: true, message, timestamp: expect.any(Number), data });

describe("health", () => {
  const check = async () => (await api.call("GET", "/api/health/check")).body;

  test("answers as printed while everything works", async () => {
    expect(await check()).toEqual(
      envelope("系统健康", {
        status: "healthy",
        timestamp: expect.any(Number),
        services: {
          database: "healthy",
          erp: "healthy",
          wechat: "healthy",
          chain: "healthy",
          indexer: "healthy",
          storage: "healthy",
        },
        sandboxes: [],
      }),
    );
  });

  test("tells what does not work, and that it works again", async () => {
    api.erp.instead(() => ({ status: 503, body: {} }));
    expect(await check()).toMatchObject({
      success: true,
      message: "系统部分服务不可用",
      data: { status: "degraded", services: { database: "healthy", erp: "unhealthy", wechat: "healthy" } },
    });
    api.erp.instead();
    api.wechat.instead(() => ({ body: { errcode: 40125, errmsg: "invalid appsecret" } }));
    expect((await check()).data.services).toMatchObject({ database: "healthy", erp: "healthy", wechat: "unhealthy" });
    api.wechat.instead(() => null);
    expect((await check()).data.services.wechat).toBe("unhealthy");
    api.wechat.instead();
    expect((await check()).data.status).toBe("healthy");
  });

  test.each([async () => ({ ok: false, detail: "locked" }), () => Promise.reject(new Error("the disk is gone"))])(
    "without the database nothing is well",
    async (database) => {
      const settings = { ...api.services.settings, sandboxes: ["erp", "wechat"] as const };
      const indexer = async () => ({ ok: true, detail: "answers" });
      const silent = () => new Promise(() => undefined);
      const { status, body } = await other({ settings }, { database, indexer, chain: silent }).call(
        "GET",
        "/api/health/check",
      );
      expect([status, body]).toEqual([
        503,
        {
          success: false,
          message: "系统异常",
          timestamp: expect.any(Number),
          data: {
            status: "unhealthy",
            timestamp: expect.any(Number),
            services: {
              database: "unhealthy",
              erp: "healthy",
              wechat: "healthy",
              chain: "unhealthy",
              indexer: "healthy",
              storage: "healthy",
            },
            sandboxes: ["erp", "wechat"],
          },
        },
      ]);
    },
  );
});

/** The same services, some replaced, behind another application. */
function other(services: Partial<Orders["services"]>, health: object = {}) {
  return clientOf(
    createApp({
      services: { ...api.services, ...services },
      health: health as never,
      rpc: async () => ({}),
      web: new Map(),
      logger: pino({ level: "silent" }),
    }),
  );
}

describe("calls", () => {
  test("each call is counted under its route, with how it went", async () => {
    await api.services.callLog.flush();
    await api.database.write.deleteFrom("calls").execute();
    const { token } = await api.bound();
    await api.call("GET", "/api/orders/search", { token });
    await api.call("GET", "/api/orders/ORD123/status", { token });
    await api.call("GET", "/api/orders/NONE/status", { token });
    await api.call("GET", "/api/orders/ORD123/status");
    await api.call("GET", "/api/orders/nowhere", { token });
    await api.call("GET", "/api/health/check");

    const { status, body } = await api.call("GET", "/api/erp/status");
    expect([status, body]).toEqual([
      200,
      envelope("查询成功", { stats: expect.any(Array), checkTime: expect.any(Number) }),
    ]);
    const row = (endpoint: string, totalCalls: number, errorRate: number, successRate: number) => ({
      endpoint,
      totalCalls,
      avgResponseTime: expect.any(Number),
      errorRate,
      successRate,
    });
    expect(body.data.stats).toEqual([
      row("/api/orders/{order_id}/status", 2, 0, 100),
      row("/api/auth/bind-company", 1, 0, 100),
      row("/api/health/check", 1, 0, 100),
      row("/api/orders/search", 1, 0, 100),
    ]);
    const performance = (await api.call("GET", "/api/metrics/performance")).body.data;
    // No token, and no such order: faults of the caller's.
    expect(performance.hourlyStats[0]).toMatchObject({ totalCalls: 6, errorCalls: 0, errorRate: 0, refusedCalls: 2 });
    const counted = performance.endpointStats.map((each: { endpoint: string; totalCalls: number }) => [
      each.endpoint,
      each.totalCalls,
    ]);
    expect(new Map(counted)).toEqual(
      new Map([
        ["/api/orders/{order_id}/status", 3],
        ["/api/auth/bind-company", 1],
        ["/api/auth/wx-login", 1],
        ["/api/orders/search", 1],
      ]),
    );
    for (const { avgResponseTime } of body.data.stats) expect(avgResponseTime).toBeGreaterThan(0);

    const outcomes = await api.database.read
      .selectFrom("calls")
      .select("outcome")
      .where("endpoint", "like", "/%/status")
      .orderBy("outcome")
      .execute();
    expect(outcomes.map((call) => call.outcome)).toEqual(["refused", "refused", "succeeded"]);
  });

  test("the numbers of the document come out of calls like its own, in its form", async () => {
    // Later than any call that is made now: nothing else falls into these hours.
    const now = new Date("2999-12-13T10:30:00Z");
    const calls = callLogRepository(api.database, () => now);
    const { call } = other({ callLog: calls, now: () => now });
    const record = (count: number, change: Partial<Call>) => {
      for (let index = 0; index < count; index++) {
        calls.record({
          integration: null,
          endpoint: "/api/orders/search",
          at: now,
          milliseconds: 80,
          outcome: "succeeded",
          ...change,
        });
      }
    };
    for (const milliseconds of [80, 80, 80])
      record(1, { integration: "wechat", endpoint: "sendMessage", milliseconds });
    record(116, { integration: "erp", endpoint: "orders" });
    record(1, { integration: "erp", endpoint: "orders", milliseconds: 409.2, outcome: "failed" });
    record(1, { integration: "erp", endpoint: "orders", milliseconds: 334.8, outcome: "rejected" });
    record(2, { integration: "erp", endpoint: "orders", outcome: "refused" });
    record(116, {});
    record(1, { milliseconds: 409.2, outcome: "failed" });
    record(1, { milliseconds: 334.8, outcome: "failed" });
    record(2, { outcome: "refused" });
    const hoursAgo = (hours: number) => ({ at: new Date(now.getTime() - hours * 3_600_000) });
    record(300, { ...hoursAgo(2), endpoint: "/api/user/profile", milliseconds: 1 / 3 });
    record(1, { ...hoursAgo(23.9), endpoint: "/api/user/profile", outcome: "failed" });
    record(5, { ...hoursAgo(24.1), endpoint: "/api/auth/wx-login" });
    record(5, { ...hoursAgo(25.1), endpoint: "/api/auth/wx-login" });

    const recent = await call("GET", "/api/erp/status");
    expect(recent.body.data).toEqual({
      stats: [
        {
          endpoint: "/api/orders/search",
          totalCalls: 120,
          avgResponseTime: 84.87,
          errorRate: 1.67,
          successRate: 98.33,
        },
      ],
      checkTime: now.getTime(),
    });
    const day = await call("GET", "/api/metrics/performance");
    const errors = (errorCalls: number, errorRate: number, refusedCalls = 0) => ({
      errorCalls,
      errorRate,
      refusedCalls,
    });
    const search = { totalCalls: 120, avgResponseTime: 84.87, maxResponseTime: 410, ...errors(2, 1.67, 2) };
    const idle = { totalCalls: 300, avgResponseTime: 0.33, maxResponseTime: 1, ...errors(0, 0) };
    const failing = { totalCalls: 1, avgResponseTime: 80, maxResponseTime: 80, ...errors(1, 100) };
    expect(day.body).toEqual(
      envelope("查询成功", {
        hourlyStats: [
          { hour: "2999-12-12 10:00:00", ...failing },
          { hour: "2999-12-13 08:00:00", ...idle },
          { hour: "2999-12-13 10:00:00", ...search },
        ],
        endpointStats: [
          {
            endpoint: "/api/user/profile",
            totalCalls: 301,
            avgResponseTime: 0.6,
            maxResponseTime: 80,
            ...errors(1, 0.33),
          },
          { endpoint: "/api/orders/search", ...search },
        ],
      }),
    );
    const { oldest } = await api.database.read
      .selectFrom("calls")
      .select(({ fn }) => fn.min<number>("at").as("oldest"))
      .executeTakeFirstOrThrow();
    expect(oldest).toBeGreaterThan(now.getTime() - 25 * 3_600_000);
    await api.database.write.deleteFrom("calls").execute();
  });

  test("without calls there are no numbers", async () => {
    await api.services.callLog.flush();
    await api.database.write.deleteFrom("calls").execute();
    expect((await api.call("GET", "/api/erp/status")).body.data.stats).toEqual([]);
    const { data } = (await api.call("GET", "/api/metrics/performance")).body;
    expect(data).toEqual({ hourlyStats: [], endpointStats: [] });
  });

  test("many calls are not counted again for everybody who asks", async () => {
    const fresh = other({});
    await api.services.callLog.flush();
    api.database.raw.exec(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000000) insert into calls
       select '/api/user/profile', ${Date.now()} - 1000, 1, 'succeeded', null from n`,
    );
    const numbers = async () =>
      Promise.all(
        ["/api/metrics/performance", "/api/erp/status"].map(async (path) => (await fresh.call("GET", path)).body.data),
      );
    const counted = await numbers();
    expect(counted[0].endpointStats[0].totalCalls).toBeGreaterThanOrEqual(1_000_000);
    await api.database.write.deleteFrom("calls").execute();
    expect(await numbers()).toEqual(counted);
  });

  test("a database that cannot be written to loses no call, and fails no request", async () => {
    let broken = true;
    const write = new Proxy(api.database.write, {
      get(target, name, receiver) {
        if (broken && name === "insertInto") throw new Error("the disk is full");
        const value = Reflect.get(target, name, receiver);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    const calls = callLogRepository({ read: api.database.read, write });
    const at = new Date();
    calls.record({ integration: null, endpoint: "/api/user/profile", at, milliseconds: 1, outcome: "succeeded" });
    await calls.flush();
    const since = new Date(at.getTime() - 1000);
    expect(await calls.byEndpoint(since)).toEqual([]);
    broken = false;
    expect(await calls.byEndpoint(since)).toMatchObject([{ endpoint: "/api/user/profile", calls: 1 }]);
  });
});
