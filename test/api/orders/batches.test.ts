/** Orders and materials lead to their batches on chain. */
import { id } from "ethers";
import pino from "pino";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { createApp } from "../../../api/app.ts";
import { LINKED_BATCHES, linkedBatches } from "../../../domain/orders/linked-batches.ts";
import { mirrorRepository } from "../../../store/batches/mirror.ts";
import { clientOf, PUBLIC_URL } from "../support/api.ts";
import { CREATION } from "../support/examples.ts";
import { type Orders, refusal, startOrders } from "./support/orders.ts";

const { productId: _, farmId: __, ...CREATE } = CREATION;
const NONE = "AP-NONE-1";

let api: Orders;
let token: string;
/** Codes of batches on chain. */
let active: string;
let withdrawn: string;
let recalled: string;
let restricted: string;

beforeAll(async () => {
  api = await startOrders();
  token = (await api.bound()).token;
  const supplier = await api.account("supplier");
  const create = async (more: object = {}) =>
    (await api.call("POST", "/v1/traces", { token: supplier.token, body: { ...CREATE, ...more } })).body.data;
  const batches = [await create(), await create(), await create(), await create({ restricted: true })] as const;
  [active, withdrawn, recalled, restricted] = batches.map((batch) => batch.batchCode) as [
    string,
    string,
    string,
    string,
  ];
  const as = { token: supplier.token };
  await api.call("DELETE", `/v1/traces/${batches[1].id}`, as);
  const { trace } = await api.chain.actor(60, "regulator");
  await (await trace.getFunction("orderRecall")(id(recalled), id("a notice"))).wait();
  const state = async (code: string) => (await api.call("GET", `/v1/traces/public/${code}`)).body.data.status;
  await vi.waitFor(async () => expect(await state(recalled)).toBe("recalled"), { timeout: 120_000 });
  await vi.waitFor(async () => expect(await state(withdrawn)).toBe("withdrawn"), { timeout: 120_000 });
  await api.call("PATCH", `/v1/traces/${batches[0].id}`, { ...as, body: { status: "completed" } });
  await api.call("PATCH", `/v1/traces/${batches[3].id}`, { ...as, body: { status: "processing" } });
});
afterAll(() => api.close());
afterEach(() => api.erp.instead());

const onChain = (code: string, status: string) => ({
  batch_code: code,
  on_chain: true,
  status,
  trace_url: `${PUBLIC_URL}/t/${code}`,
  journey_url: `${PUBLIC_URL}/v1/traces/public/${code}`,
});
const notOnChain = (code: string) => ({
  batch_code: code,
  on_chain: false,
  status: null,
  trace_url: null,
  journey_url: null,
});
/** The ERP's page with one order for each of these values of 批次号. */
const page = (...codes: unknown[]) => ({
  data: codes.map((批次号, index) => ({
    客户ID: 123456,
    订单ID: index,
    订单号: `ORD${index}`,
    物料: [{ 物料ID: `M${index}`, 物料编码: "零件", 状态: "已完成", 批次号 }],
  })),
  total: codes.length,
});
const get = (path: string, as = token) => api.call("GET", path, { token: as });
const linksOf = (answer: Awaited<ReturnType<typeof get>>) =>
  answer.body.data.orders.map((order: { materials: { batches: unknown }[] }) => order.materials[0]?.batches);

test("a material leads to its batches, and says of each whether it is on chain and how it stands", async () => {
  api.erp.instead(() => ({
    body: page([active, NONE], `${withdrawn}，${recalled}、 ${active};${active}`, [], null, undefined, [restricted]),
  }));
  const answer = await get("/api/orders/search");
  expect(linksOf(answer)).toEqual([
    [onChain(active, "completed"), notOnChain(NONE)],
    [onChain(withdrawn, "withdrawn"), onChain(recalled, "recalled"), onChain(active, "completed")],
    [],
    [],
    [],
    [onChain(restricted, "active")],
  ]);
  // What is told is what anybody is told at the addresses.
  for (const code of [active, withdrawn, recalled, restricted]) {
    const journey = await api.call("GET", new URL(onChain(code, "").journey_url).pathname);
    const [link] = [
      answer.body.data.orders.flatMap((order: { materials: { batches: { batch_code: string }[] }[] }) =>
        order.materials.flatMap((material) => material.batches.filter((batch) => batch.batch_code === code)),
      ),
    ].flat();
    expect(link.status).toBe(journey.body.data.status);
    expect((await api.call("GET", new URL(link.trace_url).pathname)).status).toBe(200);
  }
  expect(answer.text).not.toContain("processing");
});

test("what the ERP has of an order stays as it wrote it, and the batches in it stand beside it", async () => {
  const text = `{"批次号": "${active}", "流水号": 12345678901234567890, "批次": [ {"批次号":["${NONE}","${recalled}"]} ] }`;
  api.erp.instead(() => ({ body: text }));
  for (const path of ["orders/ORD1/status", "orders/ORD1/materials", "materials/M1/progress"]) {
    const answer = await get(`/api/${path}`);
    expect(answer.text.endsWith(`"data":${text}}`)).toBe(true);
    expect(answer.body.batches).toEqual([
      onChain(active, "completed"),
      notOnChain(NONE),
      onChain(recalled, "recalled"),
    ]);
  }
  api.erp.instead(() => ({ body: '[{"订单ID":1},null]' }));
  expect((await get("/api/orders/ORD1/materials")).body.batches).toEqual([]);
});

test("what can be no batch's code is not looked up, and is told nowhere", async () => {
  const asked: (readonly string[])[] = [];
  const { mirror } = api.services;
  const services = {
    ...api.services,
    mirror: {
      ...mirror,
      batchesByCodes: (codes: readonly string[]) => {
        asked.push(codes);
        return mirror.batchesByCodes(codes);
      },
    },
  };
  const { call } = clientOf(appOf(services));
  const hostile = [
    "x".repeat(129),
    "x".repeat(100_000),
    `${active}\u0000`,
    `${active}\u007f`,
    `\u202e${active}`,
    "'; drop table batches; --",
    `${active}' or 1=1 --`,
    "..",
    ".",
    "批次",
    "",
    " ",
    ["nested"],
    { 批次: active },
    true,
    1.5e300,
    -0.5,
  ];
  api.erp.instead(({ path }) => ({ body: path === "/orders" ? page([...hostile, active]) : { 批次号: hostile } }));
  const search = await call("GET", "/api/orders/search", { token });
  expect(linksOf(search)).toEqual([[onChain(active, "completed")]]);
  const status = await call("GET", "/api/orders/ORD1/status", { token });
  expect(status.body.batches).toEqual([]);
  expect(asked).toEqual([[active], []]);
});

test("codes that mean something to SQL or to an address are only codes", async () => {
  const codes = ["'or'1'='1", `${active}"--`, "%", "a/b?c#d", "../../x", `["${active}"]`];
  api.erp.instead(() => ({ body: page(codes) }));
  expect(linksOf(await get("/api/orders/search"))).toEqual([codes.map(notOnChain)]);
  // Not the text alone: the batch itself, with as many lines as it has, and nothing of what is restricted.
  const links = await linkedBatches(api.services, [active, restricted]);
  expect(links.get(restricted)?.batch).toMatchObject({ seq: 2, description: null });
  expect(links.get(active)?.batch).toMatchObject({
    code: active,
    seq: 2,
    head: expect.stringMatching(/^0x[0-9a-f]{64}$/),
  });
});

test("another company's batches are in nobody's answer, even from an ERP that does not look whose an order is", async () => {
  const foreign = { ...page([active]).data[0], 客户ID: 654321 };
  api.erp.instead(({ path }) => ({ body: path === "/orders" ? { data: [foreign], total: 1 } : foreign }));
  const search = await get("/api/orders/search");
  expect([search.status, search.body]).toEqual([500, refusal("服务器错误：ERP服务暂时不可用")]);
  for (const path of ["orders/ORD1/status", "orders/ORD1/materials", "materials/M1/progress"]) {
    const answer = await get(`/api/${path}`);
    expect([answer.status, answer.body.success, answer.text.includes(active)]).toEqual([200, false, false]);
  }
  const unbound = (await api.logIn()).token;
  expect((await get("/api/orders/search", unbound)).text).not.toContain(active);
});

test("a page of a hundred orders is one statement on the mirror, and so many codes at most", async () => {
  let statements = 0;
  const read = api.database.read.withPlugin({
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const services = { ...api.services, mirror: mirrorRepository({ read }) };
  const { call } = clientOf(appOf(services));
  const codes = (order: number) => Array.from({ length: 50 }, (_, index) => `CODE-${order}-${index}`);
  api.erp.instead(() => ({
    body: page(...Array.from({ length: 99 }, (_, order) => [...codes(order).slice(1), active]), []),
  }));
  const answer = await call("GET", "/api/orders/search?pageSize=100", { token });
  const links = linksOf(answer) as unknown[][];
  expect(statements).toBe(1);
  expect(links.flat()).toHaveLength(LINKED_BATCHES);
  // Those of the first orders, whole; and what one names is told at every other that names it.
  for (const each of links.slice(0, 40)) expect([each.length, each.at(-1)]).toEqual([50, onChain(active, "completed")]);
  expect(links.slice(40)).toEqual(Array(60).fill([]));

  statements = 0;
  api.erp.instead(() => ({ body: page([], null) }));
  expect(linksOf(await call("GET", "/api/orders/search", { token }))).toEqual([[], []]);
  expect(statements).toBe(0);
});

function appOf(services: Orders["services"]) {
  const quiet = { web: new Map(), logger: pino({ level: "silent" }) };
  return createApp({ services, health: {} as never, rpc: async () => ({}), ...quiet });
}
