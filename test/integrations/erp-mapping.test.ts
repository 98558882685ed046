/** An ERP of another style, by the mapping that is shipped as an example; and mappings that are wrong. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { readSettings, SettingsError } from "../../config/settings.ts";
import { textAt } from "../../integrations/erp/json.ts";
import { DEFAULT_MAPPING, parseErpMapping } from "../../integrations/erp/mapping.ts";
import { ERP_GUARD, type ErpOptions, restErp } from "../../integrations/erp/rest.ts";
import { parseTemplate } from "../../integrations/erp/template.ts";
import { createGuard } from "../../integrations/outgoing/guard.ts";
import { type Asked, type OutsideServer, startServer } from "../api/orders/support/server.ts";
import { temporaryFolder } from "../support/folder.ts";

const EXAMPLE = "docs/examples/erp-mapping.json";
const KEY = "the-key-of-the-erp";
const ALL = { customerId: "P-7", keyword: undefined, status: undefined, page: 1, pageSize: 10 };

const PARTNER = { partnerId: "P-7", partnerCode: "ACME", partnerName: "Acme Ltd", wechat: { bindCode: "BIND-1" } };
const STATES = ["CREATED", "CONFIRMED", "QUALITY_CHECK", "SHIPPED", "CLOSED", "CANCELLED", "ON_HOLD"];
const ORDERS = STATES.map((state, index) => ({
  orderId: 9_000_000_000 + index,
  orderNo: `SO-${index}`,
  partner: { id: "P-7", name: "Acme Ltd" },
  createdAt: "2025-12-01 20:00:00",
  state,
  lines: [
    { lineId: `L-${index}`, sku: "BOLT", state: "DELIVERED", lotNumbers: ["LOT-1", "LOT-2", "LOT-1", 5, "no code"] },
    { lineId: `L-${index}b`, sku: "NUT", state: "CREATED", lotNumbers: " LOT-3，LOT-4; LOT-5\nno code" },
  ],
}));
/** A document within its envelope: with blanks, digits that no double holds, and keys that try to be the envelope's. */
const DOCUMENT =
  '{ "partnerId":"P-7", "data": {"data":1}, "note":"\\"data\\":{", "serial": 12345678901234567890,\n "share":66.60,' +
  ' "steps":[{"lotNumbers":["LOT-9","LOT-8"]},{"inner":{"lotNumbers":"LOT-7,LOT-9"}}], "lotNumbers":{"no":"code"} }';

let server: OutsideServer;
beforeAll(async () => {
  server = await startServer(answer);
});
afterAll(() => server.close());
afterEach(() => server.instead());

/** A service that answers everything with 200, and says in its envelope what it means. */
function answer({ path, query, headers }: Asked) {
  const envelope = (data: unknown) => ({ body: { code: 0, message: "ok", data } });
  if (headers["x-api-key"] !== KEY) return { body: { code: 40100, message: "key", data: null } };
  if (path === "/api/v2/partners") return envelope({ list: query.bindCode === "BIND-1" ? [PARTNER] : [], total: 1 });
  const [, partner, rest = ""] = /^\/api\/v2\/partners\/([^/]+)\/(.+)$/.exec(path) ?? [];
  if (path === "/api/v2/lines/L-1/routing" && query.partnerId === "P-7") return envelope([{ step: 1 }, { step: 2 }]);
  if (partner !== "P-7") return { body: { code: 40401, message: "no such partner", data: null } };
  if (rest === "orders") {
    const found = ORDERS.filter((row) => [undefined, row.state].includes(query.state));
    const start = Number(query.current) * Number(query.size);
    return envelope({ list: found.slice(start, start + Number(query.size)), total: String(found.length) });
  }
  if (rest === "orders/SO%2F1") return { body: `{"data":0, "code":0,"message":"ok" ,"data" :${DOCUMENT} }` };
  if (rest === "orders/SO%2F1/lines") return envelope({ partnerId: "P-8" });
  if (rest === "orders/SO-null") return envelope(null);
  return { body: { code: 40402, message: "no such order" } };
}

/** Its driver, as the settings make it. */
function erp(change: Partial<ErpOptions> = {}) {
  const { erp: given } = readSettings({ ERP_URL: server.url, ERP_TOKEN: KEY, ERP_MAPPING: EXAMPLE });
  const guard = createGuard("erp", { ...ERP_GUARD, attempts: 1 });
  return restErp({ ...(given as ErpOptions), guard, probeInterval: 0, ...change });
}

describe("an ERP of another style", () => {
  test("its customers are found by their invite code, with its own header", async () => {
    expect(await erp().companiesByInviteCode("BIND-1")).toEqual([
      { customerId: "P-7", companyId: "ACME", companyName: "Acme Ltd", inviteCode: "BIND-1" },
    ]);
    expect(server.asked.at(-1)).toMatchObject({ path: "/api/v2/partners", query: { bindCode: "BIND-1" } });
    expect(server.asked.at(-1)?.headers).toMatchObject({ "x-api-key": KEY });
    expect(server.asked.at(-1)?.headers.authorization).toBeUndefined();
    expect(await erp().companiesByInviteCode("&bindCode=BIND-1#\ud800")).toEqual([]);
    expect(server.asked.at(-1)?.query).toEqual({ bindCode: "&bindCode=BIND-1#\ufffd" });
  });

  test("its orders come in our words, page by page", async () => {
    const { orders, total } = await erp().orders(ALL);
    expect(total).toBe(7);
    expect(orders[2]).toEqual({
      id: "9000000002",
      number: "SO-2",
      customerName: "Acme Ltd",
      orderedAt: new Date("2025-12-01T12:00:00Z"),
      status: "producing",
      materials: [
        { id: "L-2", code: "BOLT", status: "completed", batchCodes: ["LOT-1", "LOT-2", "5"] },
        { id: "L-2b", code: "NUT", status: "pending", batchCodes: ["LOT-3", "LOT-4", "LOT-5"] },
      ],
    });
    expect(orders.map((order) => order.status)).toEqual([
      "pending",
      "pending",
      "producing",
      "shipped",
      "completed",
      "cancelled",
      "ON_HOLD",
    ]);
    expect(server.asked.at(-1)).toMatchObject({
      path: "/api/v2/partners/P-7/orders",
      query: { current: "0", size: "10" },
    });
    const second = await erp().orders({ ...ALL, page: 2, pageSize: 4 });
    expect(second.orders.map((order) => order.number)).toEqual(["SO-4", "SO-5", "SO-6"]);
    await erp().orders({ ...ALL, status: "pending", keyword: "a&b=c/../d" });
    expect(server.asked.at(-1)?.query).toEqual({ q: "a&b=c/../d", state: "CREATED", current: "0", size: "10" });
  });

  test("its documents are cut out of their envelope letter for letter, with the codes in them", async () => {
    const document = await erp().orderStatus("P-7", "SO/1");
    expect(document).toEqual({ text: DOCUMENT, batchCodes: ["LOT-9", "LOT-8", "LOT-7"] });
    expect(await erp().materialProgress("P-7", "L-1")).toEqual({ text: '[{"step":1},{"step":2}]', batchCodes: [] });
  });

  test("what it says there is not, and what is another customer's, is nothing", async () => {
    expect(await erp().orderStatus("P-7", "NONE")).toBeUndefined();
    expect(await erp().orderStatus("P-7", "SO-null")).toBeUndefined();
    expect(await erp().orderMaterials("P-7", "SO/1")).toBeUndefined();
    expect(await erp().orders({ ...ALL, customerId: "P-8" })).toEqual({ orders: [], total: 0 });
    const asked = server.asked.length;
    for (const step of [".", "..", ""]) {
      expect(await erp().orderStatus("P-7", step)).toBeUndefined();
      expect(await erp().orders({ ...ALL, customerId: step })).toEqual({ orders: [], total: 0 });
    }
    expect(server.asked).toHaveLength(asked);
  });

  test.each([
    { code: 50000, message: "trouble", data: { list: [], total: 0 } },
    { code: "0", data: { list: [], total: 0 } },
    { data: { list: [], total: 0 } },
    { code: 0, data: { list: [] } },
    { code: 0, data: { list: {}, total: 1 } },
    { code: 0, data: { list: [null], total: 1 } },
    { code: 0, data: { list: [{ ...ORDERS[0], partner: { id: "P-8" } }], total: 1 } },
    null,
    ["list"],
  ])("an answer that is not as the mapping says is trouble: %j", async (body) => {
    server.instead(() => ({ body: JSON.stringify(body) }));
    await expect(erp().orders(ALL)).rejects.toMatchObject({ code: "unavailable", reason: "erp-unavailable" });
  });

  test("its health is that of a request for orders, since it has no path for it", async () => {
    expect(await erp().health()).toBe("healthy");
    expect(server.asked.at(-1)).toMatchObject({ path: "/api/v2/partners/0/orders", query: { size: "1" } });
    expect(await erp({ token: "another" }).health()).toBe("unhealthy");
    server.instead(() => ({ status: 503, body: {} }));
    expect(await erp().health()).toBe("unhealthy");
  });

  test("a state that it has no word for is no order's, and is not asked for", async () => {
    const mapping = { ...DEFAULT_MAPPING, statuses: { ...DEFAULT_MAPPING.statuses, cancelled: [] } };
    const asked = server.asked.length;
    expect(await erp({ mapping }).orders({ ...ALL, status: "cancelled" })).toEqual({ orders: [], total: 0 });
    expect(server.asked).toHaveLength(asked);
  });

  test("however many codes it has, and however deep, some are taken and none is looked for without end", async () => {
    const lotNumbers = Array.from({ length: 2_000 }, (_, index) => `LOT-${index}`);
    const deep = `${'{"lotNumbers":"DEEP","in":'.repeat(20_000)}1${"}".repeat(20_000)}`;
    const lists = Array.from({ length: 40 }, (_, list) => ({
      lotNumbers: lotNumbers.map((code) => `${code}-${list}`),
    }));
    server.instead(({ path }) => ({
      body: path.endsWith("lines") ? `{"code":0,"data":${deep}}` : { code: 0, data: lists },
    }));
    expect((await erp().orderStatus("P-7", "SO-1"))?.batchCodes).toHaveLength(500);
    expect((await erp().orderMaterials("P-7", "SO-1"))?.batchCodes).toEqual(["DEEP"]);
    server.instead(() => ({
      body: { code: 0, data: { list: [{ ...ORDERS[0], lines: [{ lineId: 1, lotNumbers }] }], total: 1 } },
    }));
    expect((await erp().orders(ALL)).orders[0]?.materials[0]?.batchCodes).toEqual(lotNumbers.slice(0, 50));
  });
});

test("any part of any JSON is cut out as it stands, and of a key that occurs twice the last", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), fc.nat(3), (others, value, indent) => {
      const inner = JSON.stringify({ ...others, data: value }, null, indent);
      expect(JSON.stringify(JSON.parse(textAt(inner, "data") ?? ""))).toBe(JSON.stringify(value));
      const text = `{"in":{"data":null,"x":[{"data":1}]}, "in" :\n${inner} ,"data":"}"}`;
      expect(textAt(text, "in")).toBe(inner);
      expect(textAt(text, "in.data")).toBe(textAt(inner, "data"));
      expect(textAt(text, "in.data.none.at.all")).toBe(undefined);
    }),
    { numRuns: 300 },
  );
});

describe("mappings", () => {
  const ERP_URL = "https://erp.example";

  test("the example's is read from its setting; without one, and for what it leaves out, the built-in names hold", () => {
    expect(readSettings({ ERP_URL, ERP_MAPPING: EXAMPLE }).erp?.mapping?.orders.rows).toBe("data.list");
    expect(readSettings({ ERP_URL }).erp?.mapping).toBeUndefined();
    const { firstPage, companies } = parseErpMapping('\n{"firstPage":0}');
    expect([firstPage, companies]).toEqual([0, DEFAULT_MAPPING.companies]);
  });

  test("its file's faults end the start, and nothing of it is shown", async () => {
    const folder = await temporaryFolder();
    const file = join(folder.path, "mapping.json");
    const faultOf = async (text: string) => {
      await writeFile(file, text);
      try {
        readSettings({ ERP_URL, ERP_MAPPING: file });
      } catch (error) {
        return error;
      }
    };
    expect(await faultOf('{"firstPage": "hidden"}')).toMatchObject({
      name: "SettingsError",
      message: expect.stringMatching(/^(?!.*hidden).*ERP_MAPPING is wrong: firstPage: /),
    });
    expect(await faultOf('hidden-token: "x"')).toMatchObject({
      name: "SettingsError",
      message: expect.stringMatching(/^(?!.*hidden).*ERP_MAPPING is no JSON/),
    });
    const none = { ERP_URL, ERP_MAPPING: join(folder.path, "none.json") };
    expect(() => readSettings(none)).toThrow(
      new SettingsError("A setting is wrong: ERP_MAPPING names a file that cannot be read (ENOENT)"),
    );
    expect(() => readSettings({ ERP_MAPPING: EXAMPLE })).toThrow("ERP_MAPPING is of no use without ERP_URL");
    await folder.close();
  });

  test.each([
    [[], /the document: /],
    [{ colour: 1 }, /the document: .*"colour"/],
    [{ companies: { ...DEFAULT_MAPPING.companies, colour: "x" } }, /companies: .*"colour"/],
    [{ companies: { rows: "data" } }, /companies\.customerId: is missing/],
    [{ orders: { ...DEFAULT_MAPPING.orders, id: null } }, /orders\.id: /],
    [{ orders: { ...DEFAULT_MAPPING.orders, id: "a..b" } }, /orders\.id: must be a name/],
    [{ firstPage: 2 }, /firstPage: /],
    [{ timeZone: "Asia/Shanghai" }, /timeZone: must be an offset/],
    [{ authentication: { header: "X Key", scheme: null } }, /authentication\.header: must be the name of a header/],
    [{ authentication: { header: "X-Key", scheme: "a\r\nb" } }, /authentication\.scheme: must be one word/],
    [{ success: { field: "code" } }, /success\.equals: /],
    [{ success: { field: "code", equals: [] } }, /success\.equals/],
    [{ statuses: { ...DEFAULT_MAPPING.statuses, shipped: ["生产中"] } }, /statuses\.shipped: has a word of producing/],
    [{ statuses: { pending: "x" } }, /statuses\.producing: is missing.*statuses\.cancelled: is missing/],
    [{ paths: {} }, /paths\.companies: is missing/],
  ])("%j is refused, and told where", (mapping, message) => {
    expect(() => parseErpMapping(JSON.stringify(mapping))).toThrow(message);
  });
});

describe("path templates", () => {
  const names = { always: ["id"], sometimes: ["word"] };

  test.each([
    ["orders/{id}?q={word}", "begins with one slash"],
    ["//elsewhere.example/{id}?q={word}", "begins with one slash"],
    ["/orders/{id}?q={word}#x", "begins with one slash"],
    ["/orders\\{id}?q={word}", "begins with one slash"],
    ["/orders/{id}", "must name {word}"],
    ["/orders?q={word}", "must name {id}"],
    ["/orders/{id}/{colour}?q={word}", "{colour}, which is unknown"],
    ["/orders/{id}/{word}", "must have {word} in its query"],
    ["/orders/{id}}?q={word}", "a brace"],
    ["/a/../orders/{id}?q={word}", "a step . or .."],
    ["/a/%2E./orders/{id}?q={word}", "a step . or .."],
    ["/orders/{id}?{word}", "must name its query parameters"],
  ])("%s is refused", (text, message) => {
    expect(() => parseTemplate(text, names)).toThrow(message);
  });

  test("values are encoded, never steps, and what is absent takes its pair with it", () => {
    const { expand } = parseTemplate("/o/{id}/.{id}?all=1&q=~{word}&of={id}", names);
    expect(expand({ id: "a/b?c#d&e={word}", word: "x y&z" })).toBe(
      "/o/a%2Fb%3Fc%23d%26e%3D%7Bword%7D/.a%2Fb%3Fc%23d%26e%3D%7Bword%7D?all=1&q=~x%20y%26z&of=a%2Fb%3Fc%23d%26e%3D%7Bword%7D",
    );
    expect(expand({ id: "7" })).toBe("/o/7/.7?all=1&of=7");
    expect(expand({ id: "7", word: "" })).toBe("/o/7/.7?all=1&q=~&of=7");
    for (const id of [".", "..", ""]) expect(expand({ id })).toBeUndefined();
  });
});
