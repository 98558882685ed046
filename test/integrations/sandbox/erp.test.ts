/** The ERP sandbox and what it holds, by the driver that speaks with an ERP. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEMO_CODES } from "../../../demo/journeys.ts";
import { ORDER_STATUSES, type OrderStatus } from "../../../domain/orders/erp.ts";
import { restErp } from "../../../integrations/erp/rest.ts";
import { readHoldings } from "../../../integrations/sandbox/erp/data.ts";
import { scheduleOf } from "../../../integrations/sandbox/erp/schedule.ts";
import { type ErpSandbox, startErpSandbox } from "../../../integrations/sandbox/erp/server.ts";

const TOKEN = "a-token";
const COMPANY = "123456";
let sandbox: ErpSandbox;
beforeAll(async () => {
  sandbox = await startErpSandbox({ token: TOKEN });
});
afterAll(() => sandbox.close());

const erp = (token = TOKEN) => restErp({ url: sandbox.url, token, probeInterval: 0 });
const search = (change: { keyword?: string; status?: OrderStatus; page?: number; pageSize?: number } = {}) =>
  erp().orders({ customerId: COMPANY, keyword: undefined, status: undefined, page: 1, pageSize: 100, ...change });
const get = (path: string, token = TOKEN) =>
  fetch(`${sandbox.url}${path}`, { headers: { authorization: `Bearer ${token}` } });

describe("customers", () => {
  test("an invite code finds its company, and also those whose codes begin with it", async () => {
    expect(await erp().companiesByInviteCode("INVITE123")).toEqual([
      { customerId: COMPANY, companyId: "CODE001", companyName: "某某公司", inviteCode: "INVITE123" },
      expect.objectContaining({ companyId: "CODE002", inviteCode: "INVITE1234" }),
    ]);
    expect((await erp().companiesByInviteCode("INVITE1234")).map(({ companyId }) => companyId)).toEqual(["CODE002"]);
    expect(await erp().companiesByInviteCode("NOBODY")).toEqual([]);
    expect(await erp().companiesByInviteCode("")).toEqual([]);
  });

  test("the token is asked for everywhere but for health", async () => {
    for (const path of ["/customers?inviteCode=INVITE123", "/orders?customerId=123456", "/orders/ORD123/status"]) {
      expect((await get(path, "another")).status).toBe(401);
    }
    await expect(erp("another").companiesByInviteCode("INVITE123")).rejects.toMatchObject({
      reason: "erp-unavailable",
    });
    expect(await erp("another").health()).toBe("healthy");
  });
});

describe("orders", () => {
  test("the document's company has orders of every state, newest first, in pages", async () => {
    const all = await search();
    expect([all.total, all.orders.length]).toEqual([30, 30]);
    const dates = all.orders.map(({ orderedAt }) => orderedAt?.getTime() ?? 0);
    expect(dates.every((date) => date > 0)).toBe(true);
    const counts = await Promise.all(ORDER_STATUSES.map(async (status) => (await search({ status })).total));
    expect(counts.every((count) => count > 0)).toBe(true);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(30);
    const materials = new Set(all.orders.flatMap((order) => order.materials.map(({ status }) => status)));
    expect(materials).toEqual(new Set(ORDER_STATUSES));
    const pages = await Promise.all([1, 2, 3].map((page) => search({ page, pageSize: 12 })));
    expect(pages.flatMap(({ orders }) => orders)).toEqual(all.orders);
    expect((await search({ page: 9 })).orders).toEqual([]);
  });

  test("the document's search finds orders, and a keyword looks at numbers, materials and batches", async () => {
    const { orders, total } = await search({ keyword: "零件", status: "producing", pageSize: 20 });
    expect(total).toBeGreaterThan(2);
    for (const { status, materials } of orders) {
      expect(status).toBe("producing");
      expect(materials.some(({ code }) => code.includes("零件"))).toBe(true);
    }
    expect((await search({ keyword: "LS20251201-123" })).orders.map(({ id }) => id)).toEqual(["ORD123"]);
    for (const code of DEMO_CODES) expect((await search({ keyword: code })).total).toBeGreaterThan(0);
    expect((await search({ keyword: "没有这样的东西" })).total).toBe(0);
  });

  test("nobody sees another company's", async () => {
    const other = { customerId: "123457", keyword: undefined, status: undefined, page: 1, pageSize: 100 };
    const { orders } = await erp().orders(other);
    expect(orders.length).toBeGreaterThan(0);
    for (const { id } of orders) {
      expect(await erp().orderStatus("123457", id)).toBeDefined();
      expect(await erp().orderStatus(COMPANY, id)).toBeUndefined();
      expect(await erp().orderMaterials(COMPANY, id)).toBeUndefined();
    }
    expect((await get("/orders/ORD123/status")).status).toBe(404);
  });

  test.each(["/orders", "/orders?customerId=123456&page=0", "/orders?customerId=123456&pageSize=many"])(
    "%s is a bad request",
    async (path) => {
      expect((await get(path)).status).toBe(400);
    },
  );

  test.each(["/orders/NONE/status", "/orders/ORD123", "/orders/ORD123/status/more", "/elsewhere", "/%E0/%A4"])(
    "%s is nothing",
    async (path) => {
      expect((await get(`${path}?customerId=${COMPANY}`)).status).toBe(404);
    },
  );
});

describe("documents", () => {
  const read = async (document: Promise<{ text: string } | undefined>) => JSON.parse((await document)?.text ?? "null");

  test("the document's order, its materials and how they are made", async () => {
    const status = await read(erp().orderStatus(COMPANY, "ORD123"));
    expect(status).toMatchObject({ 客户ID: 123456, 订单ID: "ORD123", 状态: "生产中", 物料总数: 4, 已完成物料数: 2 });
    expect(status.下单日期).toBe("2025-12-01T12:00:00Z");
    expect(status.进度).toBeGreaterThan(0);
    expect(status.进度).toBeLessThan(100);
    const materials = await read(erp().orderMaterials(COMPANY, "ORD123"));
    expect(materials.物料).toHaveLength(4);
    for (const material of materials.物料) {
      const progress = await read(erp().materialProgress(COMPANY, material.物料ID));
      expect(progress).toMatchObject({ 订单ID: "ORD123", 物料编码: material.物料编码, 进度: material.进度 });
      expect(progress.工序.length).toBeGreaterThan(2);
      expect(progress.质检.结论).toMatch(/^(合格|检验中|待检)$/);
    }
  });

  test("the batches of a material are the same wherever it is shown; those on chain are there, and others", async () => {
    const seen = new Set<string>();
    const body = (await (await get(`/orders?customerId=${COMPANY}&pageSize=100`)).json()) as {
      data: { 订单ID: string; 物料: { 物料ID: string; 批次号?: string[] }[] }[];
    };
    for (const order of body.data) {
      const materials = await read(erp().orderMaterials(COMPANY, order.订单ID));
      for (const [index, { 物料ID, 批次号 }] of order.物料.entries()) {
        expect(materials.物料[index]).toMatchObject({ 物料ID });
        expect(materials.物料[index].批次号).toEqual(批次号);
        expect((await read(erp().materialProgress(COMPANY, 物料ID))).批次号).toEqual(批次号);
        for (const code of 批次号 ?? []) seen.add(code);
      }
    }
    for (const code of DEMO_CODES) expect(seen).toContain(code);
    expect(seen.size).toBeGreaterThan(DEMO_CODES.length);
  });

  test("nothing was sent before it was made, and no work is more than whole", () => {
    const { orders, route } = readHoldings();
    const ids = new Set(orders.flatMap((order) => order.物料.map(({ 物料ID }) => 物料ID)));
    expect(ids.size).toBe(orders.flatMap((order) => order.物料).length);
    for (const order of orders) {
      const isSent = order.状态 === "已发货" || order.状态 === "已完成";
      expect(order.物流 !== undefined, order.订单ID).toBe(isSent);
      expect(order.取消 !== undefined, order.订单ID).toBe(order.状态 === "已取消");
      for (const line of order.物料) {
        const { stages, progress, finished, plannedEnd } = scheduleOf(order, line, route(line));
        const isMade = line.状态 === "已发货" || line.状态 === "已完成";
        expect([progress === 100, finished === line.数量], line.物料ID).toEqual([isMade, isMade]);
        expect(stages.filter(({ 状态 }) => 状态 === "进行中")).toHaveLength(line.状态 === "生产中" ? 1 : 0);
        expect(plannedEnd <= order.要求交期, line.物料ID).toBe(true);
        if (order.物流) {
          expect(stages.at(-1)?.实际完工?.localeCompare(order.物流.发货时间), line.物料ID).toBe(-1);
          expect(order.物流.发货时间 < (order.物流.签收时间 ?? "9"), order.订单ID).toBe(true);
        }
      }
    }
  });
});

test("a careless ERP, which gives anybody's to whoever asks, is met by the driver", async () => {
  sandbox.careless = true;
  try {
    await expect(search()).rejects.toMatchObject({ reason: "erp-unavailable" });
    expect(await erp().orderStatus(COMPANY, "ORD207")).toBeUndefined();
    expect((await get("/orders/ORD207/status?customerId=123456")).status).toBe(200);
  } finally {
    sandbox.careless = false;
  }
});
