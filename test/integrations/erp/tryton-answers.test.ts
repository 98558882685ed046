/** What the driver of Tryton makes of answers that a real Tryton does not give on demand. */
import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type TrytonOptions, trytonErp } from "../../../integrations/erp/tryton/driver.ts";
import { parseTryton } from "../../../integrations/erp/tryton/json.ts";
import { createGuard } from "../../../integrations/outgoing/guard.ts";
import { type Answered, type OutsideServer, startServer } from "../../api/orders/support/server.ts";

const PASSWORD = "the-password-of-tryton";
const QUERY = { customerId: "7", keyword: undefined, status: undefined, page: 1, pageSize: 20 };
const sale = (party: number) => ({
  ...{ id: 1, number: "S1", reference: null, party, "party.": { id: party, name: "某某公司" }, company: 1 },
  ...{ sale_date: { __class__: "date", year: 2026, month: 3, day: 9 }, state: "processing", shipment_state: "waiting" },
});

type Results = Record<string, unknown>;
/** What a Tryton with one order answers, by method. */
const USUAL: Results = {
  "common.db.login": [2, "the-session-key"],
  "model.res.user.get_preferences": { company: 1, language: "zh_CN" },
  "model.stock.move.fields_get": {},
  "model.sale.sale.search_count": 1,
  "model.sale.sale.search_read": [sale(7)],
  "model.sale.line.search_read": [],
  "model.production.search_read": [],
  "model.stock.move.search_read": [],
};

let server: OutsideServer;
const asked = (method: string) => server.asked.filter(({ body }) => JSON.parse(body).method === method);
/** Answer these methods so, and all others as usual. */
function answering(special: Record<string, () => Answered | "broken">): void {
  server.instead(({ body }) => {
    const { method } = JSON.parse(body);
    return special[method]?.() ?? { body: { id: 0, result: USUAL[method] } };
  });
}
const result = (value: unknown) => () => ({ body: { id: 0, result: value } });

beforeAll(async () => {
  server = await startServer(() => ({ status: 404, body: {} }));
});
beforeEach(() => {
  server.asked.length = 0;
  answering({});
});
afterAll(() => server?.close());

const tryton = (options: Partial<TrytonOptions> = {}) =>
  trytonErp({
    ...{ url: `${server.url}/company`, user: "suyuan", password: PASSWORD, probeInterval: 0 },
    guard: createGuard("erp", { timeout: 1_000, patience: 2_000, attempts: 2, pause: 1, openFor: 0 }),
    ...options,
  });

test("an order is read, and asked for as Tryton wants it", async () => {
  const { orders, total } = await tryton().orders({ ...QUERY, page: 3 });
  expect(total).toBe(1);
  expect(orders).toEqual([
    {
      ...{ id: "1", number: "S1", customerName: "某某公司", status: "producing", materials: [] },
      orderedAt: new Date("2026-03-08T16:00:00Z"),
    },
  ]);
  const [search] = asked("model.sale.sale.search_read");
  expect([search?.method, search?.path]).toEqual(["POST", "/company/"]);
  expect(search?.headers.authorization).toBe(`Session ${Buffer.from("suyuan:2:the-session-key").toString("base64")}`);
  const [where, offset, limit, order, , context] = JSON.parse(search?.body ?? "").params;
  expect([where, offset, limit, order]).toEqual([[["party", "=", 7]], 40, 20, [["id", "DESC"]]]);
  expect(context).toEqual(USUAL["model.res.user.get_preferences"]);
});

const SEARCH = "model.sale.sale.search_read";
test.each<[string, string, () => Answered | "broken"]>([
  ["an error of Tryton's", SEARCH, () => ({ body: { id: 0, error: ["UserError", ["You may not", "", null]] } })],
  ["an error without words", SEARCH, () => ({ body: { id: 0, error: null } })],
  ["neither result nor error", SEARCH, () => ({ body: { id: 0 } })],
  ["a list", SEARCH, () => ({ body: [] })],
  ["no JSON", SEARCH, () => ({ body: "<html>" })],
  ["half of an answer", SEARCH, () => ({ body: '{"id":0,"result":[' })],
  ["a result of another kind", SEARCH, result({})],
  ["a record without its fields", SEARCH, result([{ id: 1 }])],
  [
    "a day that there is not",
    SEARCH,
    result([{ ...sale(7), sale_date: { __class__: "date", year: 2026, month: 2, day: 31 } }]),
  ],
  ["another customer's order", SEARCH, result([sale(8)])],
  ["more than was asked for", SEARCH, result(Array.from({ length: 21 }, () => sale(7)))],
  ["a total that is no number", "model.sale.sale.search_count", result("1")],
  ["lines that are none", "model.sale.line.search_read", result([{ id: "x" }])],
  ["a failure", SEARCH, () => ({ status: 500, body: { id: 0, result: [sale(7)] } })],
  ["a redirection", SEARCH, () => ({ status: 302, headers: { Location: "/elsewhere" }, body: { id: 0, result: [] } })],
  ["more than can be read", SEARCH, () => ({ body: `"${"x".repeat(5 * 1024 * 1024)}"` })],
  ["the end of the connection", SEARCH, () => "broken"],
  ["a session that is never good", SEARCH, () => ({ status: 401, body: "" })],
  ["a session that says nothing", "common.db.login", result(null)],
  ["a session of another form", "common.db.login", result([PASSWORD, PASSWORD])],
  ["an error that repeats the password", "common.db.login", () => ({ body: { id: 0, error: [`no ${PASSWORD}`, ""] } })],
  ["too many tries to sign in", "common.db.login", () => ({ status: 429, body: PASSWORD })],
  ["nobody's preferences", "model.res.user.get_preferences", result(null)],
])("%s is trouble, and tells no secret", async (_what, method, answer) => {
  answering({ [method]: answer });
  const failure = await tryton()
    .orders(QUERY)
    .catch((error) => error);
  expect(failure).toMatchObject({ code: "unavailable", reason: "erp-unavailable" });
  const told = inspect(failure, { depth: 20 });
  for (const secret of [PASSWORD, "the-session-key", server.url]) expect(told).not.toContain(secret);
});

test("no answer at all is trouble within bounds", async () => {
  server.instead(() => null);
  await expect(tryton().orders(QUERY)).rejects.toMatchObject({ reason: "erp-unavailable" });
  expect(await tryton().health()).toBe("unhealthy");
});

test("an answer that fails once is asked for again", async () => {
  let failures = 1;
  answering({ [SEARCH]: () => (failures-- > 0 ? "broken" : { body: { id: 0, result: [sale(7)] } }) });
  expect((await tryton().orders(QUERY)).total).toBe(1);
});

test("a session that has ended is replaced within the call, and by one log-in", async () => {
  const erp = tryton();
  await erp.orders(QUERY);
  let ended = true;
  answering({
    "common.db.login": () => {
      ended = false;
      return { body: { id: 0, result: USUAL["common.db.login"] } };
    },
    ...Object.fromEntries(
      ["model.sale.sale.search_count", SEARCH].map((method) => [
        method,
        () => (ended ? { status: 401, body: "" } : { body: { id: 0, result: USUAL[method] } }),
      ]),
    ),
  });
  expect((await erp.orders(QUERY)).total).toBe(1);
  expect(asked("common.db.login")).toHaveLength(2);
});

test("trouble that has nothing to do with the session does not end it", async () => {
  answering({ [SEARCH]: () => ({ body: { id: 0, error: ["UserError", []] } }) });
  const erp = tryton();
  await expect(erp.orders(QUERY)).rejects.toMatchObject({ reason: "erp-unavailable" });
  answering({});
  expect((await erp.orders(QUERY)).total).toBe(1);
  expect(asked("common.db.login")).toHaveLength(1);
});

test.each([401, 429])("a log-in refused with %i is not tried again at once, by nobody", async (status) => {
  answering({ "common.db.login": () => ({ status, body: "" }) });
  const erp = tryton();
  const calls = [erp.orders(QUERY), erp.companiesByInviteCode("X"), erp.orderStatus("7", "1")];
  for (const call of await Promise.allSettled(calls)) expect(call.status).toBe("rejected");
  expect(await erp.health()).toBe("unhealthy");
  expect(asked("common.db.login")).toHaveLength(1);
});

test("a Tryton that gives another customer's order gives nothing away", async () => {
  answering({ [SEARCH]: result([sale(8)]) });
  const erp = tryton();
  expect(await erp.orderStatus("7", "1")).toBeUndefined();
  expect(await erp.orderMaterials("7", "1")).toBeUndefined();
  expect(await erp.materialProgress("7", "1")).toBeUndefined();
});

test("a password that is refused may be taken later", async () => {
  let refusals = 1;
  const answer = () => (refusals-- > 0 ? { status: 401, body: "" } : { body: { id: 0, result: [2, "key"] } });
  answering({ "common.db.login": answer });
  expect((await tryton({ refusalTime: 0 }).orders(QUERY)).total).toBe(1);
});

const line = {
  ...{ id: 11, sale: 1, product: 5, "product.": { id: 5, code: "P", name: "零件" }, description: null, quantity: 5 },
  ...{ "unit.": { id: 1, symbol: "u" }, moves: [], move_done: false },
};
const production = {
  ...{ id: 21, number: "B1", reference: "S1", origin: null, company: 1, product: 5, quantity: 5, state: "done" },
  ...{ planned_date: null, effective_date: null, "outputs.": [{ id: 31, product: 5 }] },
};
const move = { id: 41, origin: "sale.line,11", quantity: 5, state: "done", effective_date: null };
const lotOf = (number: string, product = 5) => ({ id: 32, product, "lot.": { id: 9, number } });

test.each<[string, { lots?: boolean; line?: object; productions?: object[]; moves?: object[] }, string, string[]]>([
  ["nothing", {}, "producing", []],
  ["a production for it", { productions: [production] }, "completed", ["B1"]],
  ["a production of a part of it", { productions: [{ ...production, quantity: 3 }] }, "producing", ["B1"]],
  [
    "productions that make it together",
    {
      productions: [
        { ...production, quantity: 3 },
        { ...production, id: 22, number: "B2", quantity: 2 },
      ],
    },
    "completed",
    ["B1", "B2"],
  ],
  ["one that has not begun", { productions: [{ ...production, state: "waiting" }] }, "pending", ["B1"]],
  ["one that has begun", { productions: [{ ...production, state: "running" }] }, "producing", ["B1"]],
  ["a cancelled one", { productions: [{ ...production, state: "cancelled" }] }, "producing", []],
  ["one of another product", { productions: [{ ...production, product: 6 }] }, "producing", []],
  ["one of another company", { productions: [{ ...production, company: 2 }] }, "producing", []],
  ["one for another line", { productions: [{ ...production, origin: "sale.line,12" }] }, "producing", []],
  ["a production without a lot, where there are lots", { lots: true, productions: [production] }, "completed", []],
  [
    "lots, and a by-product's",
    { lots: true, productions: [{ ...production, "outputs.": [lotOf("L1"), lotOf("W1", 6), lotOf("L2")] }] },
    "completed",
    ["L1", "L2"],
  ],
  [
    "what was sent",
    { lots: true, line: { moves: [41], move_done: true }, moves: [{ ...move, "lot.": { id: 9, number: "L3" } }] },
    "shipped",
    ["L3"],
  ],
  [
    "what was sent of the lot that was produced",
    {
      ...{ lots: true, productions: [{ ...production, "outputs.": [lotOf("L1")] }] },
      moves: [{ ...move, "lot.": { id: 9, number: "L1" } }],
    },
    "completed",
    ["L1"],
  ],
  ["a service", { line: { move_done: true } }, "producing", []],
])("a line with %s", async (_what, { lots = false, line: special, productions = [], moves = [] }, status, codes) => {
  answering({
    "model.stock.move.fields_get": result(lots ? { lot: {} } : {}),
    "model.sale.line.search_read": result([{ ...line, ...special }]),
    "model.production.search_read": result(productions),
    "model.stock.move.search_read": result(moves),
  });
  const [order] = (await tryton().orders(QUERY)).orders;
  expect(order?.materials).toEqual([{ id: "11", code: "P", status, batchCodes: codes }]);
});

test("what is no name of Tryton's is not asked for", async () => {
  const erp = tryton();
  for (const name of ["", "0", "01", "-1", "1.5", "1e3", "2147483648", "１", "abc"]) {
    expect(await erp.orderStatus("7", name)).toBeUndefined();
    expect(await erp.orderStatus(name, "1")).toBeUndefined();
    expect(await erp.orders({ ...QUERY, customerId: name })).toEqual({ orders: [], total: 0 });
  }
  expect(server.asked).toEqual([]);
});

test("a state of a module that we do not know is shown as it is", async () => {
  answering({ [SEARCH]: result([{ ...sale(7), state: "amended" }]) });
  expect((await tryton().orders(QUERY)).orders[0]?.status).toBe("amended");
});

test("Tryton's own types are read", () => {
  const text = `{"d":{"__class__":"date","year":2026,"month":1,"day":2},
    "t":{"__class__":"datetime","year":2026,"month":1,"day":2,"hour":3,"minute":4,"second":5,"microsecond":6},
    "n":[{"__class__":"Decimal","decimal":"1234567890.123456789"}],
    "s":{"__class__":"timedelta","seconds":90.5},"b":{"__class__":"bytes","base64":"AQI="},
    "c":{"__class__":"time","hour":3,"minute":4,"second":5,"microsecond":0},
    "o":{"__class__":"toString"},"x":{"__class__":7}}`;
  expect(parseTryton(text)).toEqual({
    ...{ d: "2026-01-02", t: "2026-01-02T03:04:05Z", n: ["1234567890.123456789"], s: 90.5, b: "AQI=", c: "03:04:05" },
    ...{ o: { __class__: "toString" }, x: { __class__: 7 } },
  });
});
