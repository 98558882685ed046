/** The driver of Tryton, with real Trytons where they are installed. */
import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { IntegrationName } from "../../../domain/monitoring/integrations.ts";
import { openErp } from "../../../integrations/erp/open.ts";
import { type TrytonOptions, trytonErp } from "../../../integrations/erp/tryton/driver.ts";
import { createGuard, type GuardOptions } from "../../../integrations/outgoing/guard.ts";
import { createGuards } from "../../../integrations/outgoing/guards.ts";
import { startOrders } from "../../api/orders/support/orders.ts";
import { TRYTON_KINDS, TRYTON_USER, type TrytonKind } from "../../support/servers/tryton/database.ts";
import { startTryton, type TestTryton } from "../../support/servers/tryton.ts";
import { describeErp, type StartedErp } from "./contract.ts";

/** As patient as a busy machine needs; a circuit that opens tries the next call at once. */
const PATIENT = { timeout: 30_000, patience: 60_000, pause: 1, openFor: 0 };
const driver = (url: string, options: Partial<TrytonOptions> = {}) =>
  trytonErp({
    url,
    ...TRYTON_USER,
    guard: createGuard("erp", PATIENT),
    probeInterval: 0,
    refusalTime: 60_000,
    signInTimeout: 60_000,
    ...options,
  });

const COMPANY = { companyId: "CODE001", companyName: "某某公司", inviteCode: "INVITE123" };

if (!startTryton) test.skip("Tryton is left out: see the notice above");
else tests(startTryton);

function tests(start: (kind: TrytonKind) => Promise<TestTryton>): void {
  async function contract(kind: TrytonKind): Promise<StartedErp> {
    const tryton = await start(kind);
    const { customerId, orders, other } = tryton.facts;
    const of = (code: string) => orders.filter((order) => order.materials.some((each) => each.code === code));
    const numbers = (found: typeof orders) => found.map((order) => order.number);
    return {
      erp: driver(tryton.url),
      company: { customerId, ...COMPANY },
      orders,
      other,
      keywords: [
        { keyword: "part-a", numbers: numbers(of("PART-A")) },
        { keyword: "零件 B", numbers: numbers(of("PART-B")) },
        { keyword: "100%_a", numbers: [orders[3]?.number ?? ""] },
      ],
      close: () => tryton.close(),
    };
  }
  for (const kind of TRYTON_KINDS) describeErp(`Tryton, ${kind}`, () => contract(kind));

  describe("Tryton", () => {
    let tryton: TestTryton;
    beforeAll(async () => {
      tryton = await start("lots");
    });
    afterAll(() => tryton?.close());

    const query = { keyword: undefined, status: undefined, page: 1, pageSize: 20 };

    test("a remark is no invite code, and a customer that is gone has none", async () => {
      const erp = driver(tryton.url);
      for (const code of ["INVITE124", "INVITE789"]) expect(await erp.companiesByInviteCode(code)).toEqual([]);
    });

    test("signs in once for all who wait, and once more when its session has ended", async () => {
      tryton.endSessions();
      const erp = driver(tryton.url);
      const { customerId, orders } = tryton.facts;
      const all = () =>
        Promise.all([1, 2, 3, 4, 5].map(() => erp.orders({ ...query, customerId }).then(({ total }) => total)));
      expect(await all()).toEqual(Array(5).fill(orders.length));
      expect(tryton.sessions()).toBe(1);
      tryton.endSessions();
      expect(await all()).toEqual(Array(5).fill(orders.length));
      expect(tryton.sessions()).toBe(1);
    });

    test("a wrong password is trouble, is tried once, and is not told", async () => {
      const before = tryton.refusals();
      const erp = driver(tryton.url, { password: "the-wrong-password" });
      const failure = await erp.companiesByInviteCode("INVITE123").catch((error) => error);
      expect(failure).toMatchObject({ reason: "erp-unavailable" });
      expect(inspect(failure, { depth: 10 })).not.toContain("the-wrong-password");
      expect(await erp.health()).toBe("unhealthy");
      expect(tryton.refusals()).toBe(before + 1);
    });

    test("the wrong database is trouble", async () => {
      const erp = driver(tryton.url.replace("/tryton", "/none"));
      await expect(erp.orders({ ...query, customerId: "1" })).rejects.toMatchObject({ reason: "erp-unavailable" });
      expect(await erp.health()).toBe("unhealthy");
    });

    test("what an order and a material are told as", async () => {
      const erp = driver(tryton.url);
      const { customerId, orders } = tryton.facts;
      const [making] = orders.filter((order) => order.materials.length === 2 && order.status === "producing");
      const [first, second] = making?.materials ?? [];
      const parsed = async (document: ReturnType<typeof erp.orderStatus>) => JSON.parse((await document)?.text ?? "");
      const day = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);
      const head = {
        订单ID: making?.id,
        订单号: making?.number,
        客户ID: customerId,
        客户名称: "某某公司",
        客户参考号: "",
        下单日期: day,
        状态: "生产中",
      };
      const line = {
        物料ID: second?.id,
        物料编码: "PART-B",
        物料名称: "零件 B",
        数量: 3,
        单位: "u",
        状态: "已完成",
        批次: ["BATCH-B-1"],
      };
      expect(await parsed(erp.orderStatus(customerId, making?.id ?? ""))).toEqual({ ...head, 批次: ["BATCH-B-1"] });
      expect(await parsed(erp.orderMaterials(customerId, making?.id ?? ""))).toEqual({
        ...head,
        物料: [
          { ...line, 物料ID: first?.id, 物料编码: "PART-A", 物料名称: "零件 A", 数量: 5, 状态: "生产中", 批次: [] },
          line,
        ],
      });
      expect(await parsed(erp.materialProgress(customerId, second?.id ?? ""))).toEqual({
        ...line,
        订单ID: making?.id,
        订单号: making?.number,
        生产: [{ 生产单号: "2", 数量: 3, 状态: "已完成", 计划日期: null, 完成日期: day, 批次: ["BATCH-B-1"] }],
        发货: [],
      });
      const [shipped] = orders.filter((order) => order.status === "shipped");
      expect(await parsed(erp.materialProgress(customerId, shipped?.materials[0]?.id ?? ""))).toMatchObject({
        发货: [{ 数量: 2, 日期: day, 批次: "BATCH-A-2" }],
      });
    });

    test("the API's orders are Tryton's: an invite code binds, statuses are searched, batches are on the materials", async () => {
      const guards = createGuards();
      const patient = {
        guard: (name: IntegrationName, options: GuardOptions) => guards.guard(name, { ...options, ...PATIENT }),
      };
      const erp = openErp({ driver: "tryton", url: tryton.url, ...TRYTON_USER, signInTimeout: 60_000 }, patient);
      const api = await startOrders({ parts: { guards, erp } });
      try {
        const { token } = await api.bound("INVITE123");
        const profile = await api.call("GET", "/api/user/profile", { token });
        expect(profile.body.data.erpBinding).toMatchObject({ companyId: "CODE001", companyName: "某某公司" });
        const { body } = await api.call("GET", "/api/orders/search?status=shipped", { token });
        const [shipped] = tryton.facts.orders.filter((order) => order.status === "shipped");
        expect(body.data).toMatchObject({ total: 1, page: 1, pageSize: 20 });
        expect(body.data.orders[0]).toMatchObject({
          ...{ order_id: shipped?.id, order_no: shipped?.number, customer_name: "某某公司", status: "shipped" },
          materials: [{ material_id: shipped?.materials[0]?.id, material_code: "PART-A", status: "shipped" }],
        });
        const materials = await api.call("GET", `/api/orders/${shipped?.id}/materials`, { token });
        expect(materials.body.data).toMatchObject({ 订单号: shipped?.number, 物料: [{ 批次: ["BATCH-A-2"] }] });
        const { orderId } = tryton.facts.other;
        const foreign = await api.call("GET", `/api/orders/${orderId}/status`, { token });
        expect(foreign.body).toMatchObject({ success: false, message: "订单不存在" });
        const health = await api.call("GET", "/api/health/check");
        expect(health.body.data.services).toMatchObject({ erp: "healthy" });
        expect(guards.states()).toMatchObject([{ name: "erp", circuit: "closed" }]);
      } finally {
        await api.close();
      }
    });
  });
}
