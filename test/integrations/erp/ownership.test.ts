/** An ERP that answers with what is another customer's, wherever it says so. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { restErp } from "../../../integrations/erp/rest.ts";
import { type OutsideServer, startServer } from "../../../integrations/sandbox/http-server.ts";

let server: OutsideServer;
beforeAll(async () => {
  server = await startServer(() => ({ body: {} }));
});
afterAll(() => server.close());

async function given(body: unknown): Promise<string | undefined> {
  server.instead(() => ({ body }));
  return (await restErp({ url: server.url, token: null }).orderMaterials("123456", "ORD1"))?.text;
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

test("however deep a document is, it is looked through", async () => {
  const depth = 100_000;
  const deep = (inner: string) => `${'{"a":'.repeat(depth)}${inner}${"}".repeat(depth)}`;
  expect(await given(deep('{"客户ID":654321}'))).toBeUndefined();
  expect((await given(deep("1")))?.length).toBe(deep("1").length);
});
