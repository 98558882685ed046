/** GS1 Digital Links lead to what they name, and nowhere else. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, PUBLIC_URL, startApi } from "./support/api.ts";
import { PNG } from "./support/examples.ts";

const GTIN = "09520123456788";
const VOCABULARY = "https://ref.gs1.org/voc/";
const LOT = `/01/${GTIN}/10/LOT-1`;
const JOURNEY = `${PUBLIC_URL}/v1/traces/public/LOT-1`;
const LINKSET = "application/linkset+json";
let api: Api;
let token: string;
let certificate: string;

beforeAll(async () => {
  api = await startApi();
  token = (await api.account("supplier")).token;
  await post("/v1/products", { id: "apple", name: "红苹果 Apple", gtin: "9520123456788" });
  await post("/v1/products", { id: "pear", name: "Pear", gtin: "9521234543213" });
  const traceId = await batch("LOT-1", "apple");
  await batch("LOT-2", "pear");
  await batch("HIDDEN", "apple", { restricted: true });

  const inspector = (await api.account("inspector")).token;
  const headers = { "content-type": "image/png" };
  const file = await api.call("POST", "/v1/attachments", { token: inspector, body: PNG, headers });
  certificate = file.body.data.url;
  const attachments = [
    { type: "image", title: "Seal", url: certificate },
    { type: "document", title: "Elsewhere", url: "https://elsewhere.example/certificate.pdf" },
  ];
  const event = { type: "certificate", title: "Organic", details: { name: "Organic" }, attachments };
  const recorded = await api.call("POST", `/v1/traces/${traceId}/events`, { token: inspector, body: event });
  if (recorded.status !== 201) throw new Error(recorded.text);
});
afterAll(() => api.close());

async function post(path: string, body: object) {
  const answer = await api.call("POST", path, { token, body });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.data;
}

async function batch(batchCode: string, productId: string, fields: object = {}): Promise<string> {
  return (await post("/v1/traces", { name: "B", quantity: 1, unit: "kg", batchCode, productId, ...fields })).id;
}

const get = (path: string, headers: Record<string, string> = {}) => api.call("GET", path, { headers });
const placeOf = async (path: string, accept?: string) => {
  const { status, headers } = await get(path, accept ? { accept } : {});
  return [status, headers.get("location")];
};

describe("redirects", () => {
  test("a lot's link opens the batch's page, a product's the page that asks for a batch", async () => {
    const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    for (const accept of [undefined, "*/*", browser]) {
      expect(await placeOf(LOT, accept)).toEqual([307, `${PUBLIC_URL}/t/LOT-1`]);
      expect(await placeOf(`/01/${GTIN}`, accept)).toEqual([307, `${PUBLIC_URL}/t`]);
    }
    expect(await placeOf(`${LOT}/`)).toEqual([307, `${PUBLIC_URL}/t/LOT-1`]);
    expect(await placeOf("/01/9520123456788/10/LOT-1")).toEqual([307, `${PUBLIC_URL}/t/LOT-1`]);
    expect((await get("/t/LOT-1")).status).toBe(200);
  });

  test("the query goes along", async () => {
    expect(await placeOf(`${LOT}?lang=zh&17=260101`)).toEqual([307, `${PUBLIC_URL}/t/LOT-1?lang=zh&17=260101`]);
    const { headers } = await get(`${LOT}?x=%0d%0aSet-Cookie:%20a=b`);
    expect(headers.get("location")).toBe(`${PUBLIC_URL}/t/LOT-1?x=%0d%0aSet-Cookie:%20a=b`);
    expect(headers.get("set-cookie")).toBeNull();
  });

  test("a link type leads to its first link, or to the one of the type that is accepted", async () => {
    const to = (linkType: string, accept?: string) =>
      placeOf(`${LOT}?linkType=${encodeURIComponent(linkType)}`, accept);
    const query = (linkType: string) => `?linkType=${encodeURIComponent(linkType)}`;
    for (const name of ["gs1:pip", "https://gs1.org/voc/pip", "https://ref.gs1.org/voc/pip", "gs1:defaultLink"]) {
      expect(await to(name)).toEqual([307, `${PUBLIC_URL}/t/LOT-1${query(name)}`]);
    }
    expect(await to("gs1:traceability")).toEqual([307, JOURNEY + query("gs1:traceability")]);
    expect(await to("gs1:traceability", "application/json")).toEqual([307, JOURNEY + query("gs1:traceability")]);
    expect(await to("gs1:certificationInfo")).toEqual([307, certificate + query("gs1:certificationInfo")]);
    for (const path of [JOURNEY, certificate]) {
      expect((await get(`${path.replace(PUBLIC_URL, "")}?linkType=x`)).status).toBe(200);
    }
  });

  test("the answer names the set of all links, and depends on Accept", async () => {
    const { headers } = await get(LOT);
    expect(headers.get("link")).toBe(`<${PUBLIC_URL}${LOT}?linkType=linkset>; rel="linkset"; type="${LINKSET}"`);
    expect(headers.get("vary")).toContain("Accept");
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect((await api.call("HEAD", LOT)).status).toBe(307);
    const preflight = await api.call("OPTIONS", LOT, { headers: { "access-control-request-method": "GET" } });
    expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([204, "*"]);
  });
});

describe("sets of links", () => {
  test("a lot's: page, journey, proof, certificates of ours", async () => {
    const page = `${PUBLIC_URL}/t/LOT-1`;
    const expected = {
      linkset: [
        {
          anchor: PUBLIC_URL + LOT,
          description: "红苹果 Apple LOT-1",
          [`${VOCABULARY}defaultLink`]: [{ href: page, title: expect.any(String) }],
          [`${VOCABULARY}pip`]: [{ href: page, title: expect.any(String), type: "text/html", hreflang: ["en", "zh"] }],
          [`${VOCABULARY}traceability`]: [
            { href: JOURNEY, title: expect.any(String), type: "application/json" },
            { href: `${JOURNEY}/proof`, title: expect.any(String), type: "application/json" },
          ],
          [`${VOCABULARY}certificationInfo`]: [{ href: certificate, title: "Seal", type: "image/png" }],
        },
      ],
    };
    for (const [path, accept] of [
      [LOT, LINKSET],
      [LOT, "application/json"],
      [LOT, `text/html;q=0.5, ${LINKSET}`],
      [`${LOT}?linkType=linkset`, "text/html"],
    ] as const) {
      const { status, headers, body } = await get(path, { accept });
      expect([status, headers.get("content-type"), body]).toEqual([200, LINKSET, expected]);
      expect(headers.get("link")).toContain('rel="http://www.w3.org/ns/json-ld#context"');
      expect(headers.get("access-control-allow-origin")).toBe("*");
      const again = await get(path, { accept, "if-none-match": headers.get("etag") ?? "" });
      expect(again.status).toBe(304);
    }
    for (const target of Object.values(expected.linkset[0] ?? {}).flat()) {
      const href = (target as { href?: string }).href;
      if (href) expect([href, (await get(href.replace(PUBLIC_URL, ""))).status]).toEqual([href, 200]);
    }
  });

  test("a lot without certificates has none, and a product's has the page alone", async () => {
    const keys = async (path: string) => Object.keys((await get(`${path}?linkType=linkset`)).body.linkset[0]);
    expect(await keys("/01/09521234543213/10/LOT-2")).not.toContain(`${VOCABULARY}certificationInfo`);
    expect(await keys(`/01/${GTIN}`)).toEqual(["anchor", `${VOCABULARY}defaultLink`, `${VOCABULARY}pip`]);
  });
});

describe("refusals", () => {
  test.each([
    ["an unknown lot", `/01/${GTIN}/10/NOTHING`],
    ["another product's lot", `/01/${GTIN}/10/LOT-2`],
    ["a product that nobody has", "/01/09506000134352"],
    ["a lot whose product is withheld", `/01/${GTIN}/10/HIDDEN`],
    ["an unknown link type", `${LOT}?linkType=gs1:nothing`],
    ["a link type of somebody else", `${LOT}?linkType=https://evil.example/voc/pip`],
    ["a link type that the lot has not", `/01/09521234543213/10/LOT-2?linkType=gs1:certificationInfo`],
    ["a link type that products have not", `/01/${GTIN}?linkType=gs1:traceability`],
    ["a name of every object", `${LOT}?linkType=gs1:constructor`],
    ["a serial number, of which nothing is known", `/01/${GTIN}/21/123`],
    ["no number", "/01"],
  ])("404: %s", async (_, path) => {
    const { status, headers, body } = await get(path);
    expect([status, headers.get("content-type"), body.status]).toEqual([404, "application/problem+json", 404]);
    expect(headers.get("location")).toBeNull();
  });

  test.each([
    ["a wrong check digit", "/01/09520123456789/10/LOT-1"],
    ["a wrong check digit of a product", "/01/9520123456780"],
    ["too few digits", "/01/952012345678/10/LOT-1"],
    ["too many", "/01/009520123456788"],
    ["no digits", "/01/gtin/10/LOT-1"],
    ["digits of another script", `/01/${encodeURIComponent("０９５２０１２３４５６７８８")}`],
    ["a lot that is too long", `/01/${GTIN}/10/${"A".repeat(21)}`],
    ["a lot with a character that none has", `/01/${GTIN}/10/A%23`],
    ["a lot with a space", `/01/${GTIN}/10/A%20B`],
    ["a lot of Chinese", `/01/${GTIN}/10/${encodeURIComponent("批次")}`],
    ["a lot with a NUL", `/01/${GTIN}/10/%00`],
  ])("400: %s", async (_, path) => {
    const { status, headers, body } = await get(path);
    expect([status, headers.get("content-type"), body.status]).toEqual([400, "application/problem+json", 400]);
  });

  test("405: anything but reading", async () => {
    const { status, headers } = await api.call("POST", LOT, { body: {} });
    expect([status, headers.get("allow")]).toEqual([405, expect.stringContaining("GET")]);
  });
});

test("GTINs of every length are taken as 14 digits; wrong ones are refused", async () => {
  for (const [gtin, digits] of [
    ["96385074", "00000096385074"],
    ["036000291452", "00036000291452"],
    ["9520123456788", GTIN],
    [" 19520123456785 ", "19520123456785"],
  ] as const) {
    expect((await post("/v1/products", { name: "x", gtin })).gtin).toBe(digits);
    expect((await get(`/01/${digits}`)).status).toBe(307);
  }
  for (const gtin of [null, ""]) expect((await post("/v1/products", { name: "x", gtin })).gtin).toBeNull();
  expect((await get(`${LOT}?linkType=`)).status).toBe(307);
  for (const [gtin, message] of [
    ["9520123456789", "GTIN has a wrong check digit"],
    ["952012345678", "GTIN has a wrong check digit"],
    ["12345", "GTIN must have 8, 12, 13 or 14 digits"],
    ["952012345678x", "GTIN must have 8, 12, 13 or 14 digits"],
    ["９５２０１２３４５６７８８", "GTIN must have 8, 12, 13 or 14 digits"],
    [9520123456788, "GTIN must be a text"],
  ] as const) {
    const { status, body } = await api.call("POST", "/v1/products", { token, body: { name: "x", gtin } });
    expect([gtin, status, body.details]).toEqual([gtin, 422, [{ field: "gtin", message }]]);
  }
});

test("the record has the GTIN where there is one, and is otherwise as it always was", async () => {
  await post("/v1/products", { id: "plain", name: "Plain" });
  await batch("PLAIN", "plain");
  const productOf = async (code: string) => {
    const { data } = (await get(`/v1/traces/public/${code}/proof`)).body;
    const [document] = Object.values(data.documents as Record<string, { text: string }>);
    return JSON.parse(document?.text ?? "").batch.product;
  };
  expect((await productOf("LOT-1")).gtin).toBe(GTIN);
  expect(Object.keys(await productOf("PLAIN")).toSorted()).toEqual([
    "description",
    "id",
    "image",
    "name",
    "nutritionalInfo",
    "storageGuide",
  ]);
});

test("a later description of a batch keeps its GTIN", async () => {
  const traceId = await batch("AMENDED", "apple");
  const { status } = await api.call("PATCH", `/v1/traces/${traceId}`, { token, body: { name: "New" } });
  expect([status, ...(await placeOf(`/01/${GTIN}/10/AMENDED`))]).toEqual([200, 307, `${PUBLIC_URL}/t/AMENDED`]);
});

test("the resolver describes itself", async () => {
  const { status, headers, body } = await get("/.well-known/gs1resolver");
  expect([status, headers.get("content-type"), headers.get("access-control-allow-origin")]).toEqual([
    200,
    "application/json",
    "*",
  ]);
  expect(body).toEqual({
    name: expect.any(String),
    resolverRoot: PUBLIC_URL,
    supportedPrimaryKeys: ["01"],
    supportedLinkType: [{ namespace: VOCABULARY, prefix: "gs1:" }],
    linkTypeDefaultCanBeLinkset: false,
    jsonLdContextLocation: "https://ref.gs1.org/standards/resolver/linkset-context",
  });
});
