/** An ERP that answers with what is another customer's, wherever it says so. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { restErp } from "../../../integrations/erp/rest.ts";
import { type OutsideServer, startServer } from "../../../integrations/sandbox/http-server.ts";

let server: OutsideServer;
beforeAll(async () => {
  server = await startServer(() => ({ body: {} }));
});
afterAll(() => server.close());

async function given(body: unknown, customerId = "123456"): Promise<string | undefined> {
  server.instead(() => ({ body }));
  return (await restErp({ url: server.url, token: null }).orderMaterials(customerId, "ORD1"))?.text;
}

test.each([
  ["itself", { 客户ID: 654321 }],
  ["in an envelope that the mapping does not know", { data: { 客户ID: "654321", 物料: [] } }],
  ["in a row", { 客户ID: 123456, 物料: [{ 客户ID: 123456 }, { 客户ID: 654321 }] }],
  ["in lists of lists", [[{ 客户ID: 654321 }]]],
  ["in what is no customer's number at all", { 客户ID: ["123456"] }],
])("a document that names another customer %s is not given", async (_, body) => {
  expect(await given(body)).toBeUndefined();
});

test("a document is given whose parts are the customer's, or nobody's", async () => {
  const body = { 客户ID: 123456, 物料: [{ 客户ID: "123456" }, { 客户ID: null }, {}] };
  expect(await given(body)).toBe(JSON.stringify(body));
});

test("numbers that JavaScript cannot tell from each other are nobody's proof", async () => {
  expect(await given('{"客户ID":9007199254740993}', "9007199254740992")).toBeUndefined();
  expect(await given('{"客户ID":"9007199254740993"}', "9007199254740993")).toBe('{"客户ID":"9007199254740993"}');
});

test("a day that no calendar has is no date", async () => {
  const row = (下单日期: string) => ({ 订单ID: 1, 订单号: "A", 状态: "x", 下单日期 });
  const dates = ["2026-02-30", "2026-02-31 08:00", "2026-13-01", "2028-02-29"];
  server.instead(() => ({ body: { data: dates.map(row), total: 4 } }));
  const query = { customerId: "1", keyword: undefined, status: undefined, page: 1, pageSize: 20 };
  const { orders } = await restErp({ url: server.url, token: null }).orders(query);
  expect(orders.map(({ orderedAt }) => orderedAt)).toEqual([null, null, null, new Date("2028-02-28T16:00:00Z")]);
});

test("however deep a document is, it is looked through", async () => {
  const depth = 100_000;
  const deep = (inner: string) => `${'{"a":'.repeat(depth)}${inner}${"}".repeat(depth)}`;
  expect(await given(deep('{"客户ID":654321}'))).toBeUndefined();
  expect((await given(deep("1")))?.length).toBe(deep("1").length);
});
