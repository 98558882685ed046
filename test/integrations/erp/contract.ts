/** What every ERP does, whatever it speaks: run it on each driver with an ERP that it really talks to. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type CompanyOrder,
  type Erp,
  type InvitedCompany,
  ORDER_STATUSES,
  type OrderMaterial,
  type OrderQuery,
} from "../../../domain/orders/erp.ts";

/** What an order of the company should look like. */
export interface ExpectedOrder {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly materials: readonly OrderMaterial[];
}

/** An ERP under test, and what lies in it. */
export interface StartedErp {
  readonly erp: Erp;
  /** A customer, with the code that its people were given. */
  readonly company: InvitedCompany;
  /** All orders of the company: at least four, of every status at least one, some with batches. */
  readonly orders: readonly ExpectedOrder[];
  /** Something to look for, and the numbers of the orders that it should find. */
  readonly keywords: readonly { readonly keyword: string; readonly numbers: readonly string[] }[];
  /** Another customer, and an order and a material of it. */
  readonly other: { readonly customerId: string; readonly orderId: string; readonly materialId: string };
  close(): Promise<void>;
}

/** Names that nothing has, though some look like it. */
const UNKNOWN = ["999999999", "99999999999999999999", "NO-SUCH-THING", "0", "-1", "1e0", "１", "x' OR '1'='1", "%"];

/** State what an ERP does. */
export function describeErp(name: string, start: () => Promise<StartedErp>): void {
  describe(`the ERP: ${name}`, () => {
    let started: StartedErp;
    beforeAll(async () => {
      started = await start();
    });
    afterAll(() => started?.close());

    const search = (query: Partial<OrderQuery> = {}) =>
      started.erp.orders({
        customerId: started.company.customerId,
        keyword: undefined,
        status: undefined,
        page: 1,
        pageSize: 100,
        ...query,
      });
    const numbers = (orders: readonly { readonly number: string }[]) => orders.map((order) => order.number).sort();
    const essence = ({ id, number, status, materials }: CompanyOrder): ExpectedOrder => ({
      ...{ id, number, status },
      materials: [...materials].sort((a, b) => a.id.localeCompare(b.id)),
    });

    test("is healthy", async () => {
      expect(await started.erp.health()).toBe("healthy");
    });

    test("finds a company by its invite code", async () => {
      const { inviteCode } = started.company;
      const found = await started.erp.companiesByInviteCode(inviteCode);
      expect(found.filter((company) => company.inviteCode.trim() === inviteCode)).toEqual([started.company]);
    });

    test("finds none by what only resembles a code", async () => {
      const { inviteCode: code } = started.company;
      const alike = [code.slice(0, -1), `${code}0`, code.toLowerCase(), `${code.slice(0, -1)}_`, "%", "没有"];
      for (const given of alike) {
        const found = await started.erp.companiesByInviteCode(given);
        expect(found.filter(({ inviteCode }) => inviteCode.trim() === given)).toEqual([]);
      }
    });

    test("has all orders of a company with their materials and batches, and nobody else's", async () => {
      const { orders, total } = await search();
      const byNumber = (a: ExpectedOrder, b: ExpectedOrder) => a.number.localeCompare(b.number);
      expect(orders.map(essence).sort(byNumber)).toEqual([...started.orders].sort(byNumber));
      expect(total).toBe(started.orders.length);
      expect(started.orders.flatMap((order) => order.materials.flatMap((each) => each.batchCodes))).not.toEqual([]);
      for (const order of orders) {
        expect(order.customerName).toBe(started.company.companyName);
        expect(order.orderedAt === null || !Number.isNaN(order.orderedAt.getTime())).toBe(true);
      }
    });

    test("has no orders of a customer that it does not know", async () => {
      for (const customerId of UNKNOWN) expect(await search({ customerId })).toEqual({ orders: [], total: 0 });
    });

    test.each(ORDER_STATUSES)("finds the orders that are %s, which say so themselves", async (status) => {
      const { orders, total } = await search({ status });
      const expected = started.orders.filter((order) => order.status === status);
      expect(expected).not.toEqual([]);
      expect([numbers(orders), total]).toEqual([numbers(expected), expected.length]);
      expect(new Set(orders.map((order) => order.status))).toEqual(new Set([status]));
    });

    test("gives each order on one page, and its pages in one order", async () => {
      const pageSize = 3;
      const pages = Math.ceil(started.orders.length / pageSize);
      const seen: string[] = [];
      for (let page = 1; page <= pages; page += 1) {
        const { orders, total } = await search({ page, pageSize });
        expect(orders.length).toBe(Math.min(pageSize, started.orders.length - (page - 1) * pageSize));
        expect(total).toBe(started.orders.length);
        seen.push(...orders.map((order) => order.id));
      }
      expect(seen).toEqual((await search()).orders.map((order) => order.id));
      const beyond = await search({ page: 1_000_000, pageSize: 100 });
      expect(beyond).toEqual({ orders: [], total: started.orders.length });
    });

    test("finds orders by a keyword, of one status too", async () => {
      for (const { keyword, numbers: expected } of started.keywords) {
        const { orders, total } = await search({ keyword });
        expect([keyword, numbers(orders), total]).toEqual([keyword, [...expected].sort(), expected.length]);
        const status = "producing";
        const both = started.orders.filter((order) => order.status === status && expected.includes(order.number));
        expect(numbers((await search({ keyword, status })).orders)).toEqual(numbers(both));
      }
    });

    test("takes a keyword for what it is, not for a pattern", async () => {
      for (const keyword of ["%_%", "_____", "\\", "' OR ''='", '"']) {
        expect([keyword, (await search({ keyword })).total]).toEqual([keyword, 0]);
      }
    });

    test("tells of each order and material as JSON, with the batches that are named in it", async () => {
      const { erp, company } = started;
      const sorted = (codes: readonly string[]) => [...new Set(codes)].sort();
      for (const order of started.orders) {
        const status = await erp.orderStatus(company.customerId, order.id);
        const materials = await erp.orderMaterials(company.customerId, order.id);
        const codes = order.materials.flatMap((material) => material.batchCodes);
        expect(sorted(materials?.batchCodes ?? [])).toEqual(sorted(codes));
        for (const document of [status, materials]) {
          expect(JSON.parse(document?.text ?? "null")).toBeTypeOf("object");
          for (const code of document?.batchCodes ?? []) {
            expect(codes).toContain(code);
            expect(document?.text).toContain(JSON.stringify(code));
          }
        }
        for (const material of order.materials) {
          const progress = await erp.materialProgress(company.customerId, material.id);
          expect(JSON.parse(progress?.text ?? "null")).toBeTypeOf("object");
          expect(sorted(progress?.batchCodes ?? [])).toEqual(sorted(material.batchCodes));
        }
      }
    });

    test("gives nothing of another customer's, though it has it", async () => {
      const { erp, company, other } = started;
      expect(await erp.orderStatus(other.customerId, other.orderId)).toBeDefined();
      expect(await erp.materialProgress(other.customerId, other.materialId)).toBeDefined();
      expect(await erp.orderStatus(company.customerId, other.orderId)).toBeUndefined();
      expect(await erp.orderMaterials(company.customerId, other.orderId)).toBeUndefined();
      expect(await erp.materialProgress(company.customerId, other.materialId)).toBeUndefined();
      const [own] = started.orders;
      expect(await erp.orderStatus(other.customerId, own?.id ?? "")).toBeUndefined();
    });

    test("has nothing by a name that nothing has", async () => {
      const { erp, company } = started;
      for (const unknown of UNKNOWN) {
        expect(await erp.orderStatus(company.customerId, unknown)).toBeUndefined();
        expect(await erp.orderMaterials(company.customerId, unknown)).toBeUndefined();
        expect(await erp.materialProgress(company.customerId, unknown)).toBeUndefined();
      }
    });
  });
}
