/** GS1 Digital Links lead to what they name, and nowhere else. */
import library from "digital-link.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, PUBLIC_URL, startApi } from "./support/api.ts";
import { PNG } from "./support/examples.ts";

const { Utils } = library as unknown as { Utils: { compressWebUri(uri: string): string } };
const GTIN = "09520123456788";
const VOCABULARY = "https://ref.gs1.org/voc/";
const LOT = `/01/${GTIN}/10/LOT-1`;
const JOURNEY = `${PUBLIC_URL}/v1/traces/public/LOT-1`;
const LINKSET = "application/linkset+json";
const PRODUCT_PAGE = `${PUBLIC_URL}/t?gtin=${GTIN}`;
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
      expect(await placeOf(`/01/${GTIN}`, accept)).toEqual([307, PRODUCT_PAGE]);
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

  test("a link type leads to its link", async () => {
    const to = (linkType: string, accept?: string) =>
      placeOf(`${LOT}?linkType=${encodeURIComponent(linkType)}`, accept);
    const query = (linkType: string) => `?linkType=${encodeURIComponent(linkType)}`;
    for (const name of ["gs1:pip", "https://gs1.org/voc/pip", "https://ref.gs1.org/voc/pip", "gs1:defaultLink"]) {
      expect(await to(name)).toEqual([307, `${PUBLIC_URL}/t/LOT-1${query(name)}`]);
    }
    const status = query("gs1:recallStatus");
    expect(await to("gs1:recallStatus", "text/html")).toEqual([307, `${PUBLIC_URL}/t/LOT-1${status}`]);
    expect(await to("gs1:recallStatus", "application/json")).toEqual([307, `${JOURNEY}/recalls${status}`]);
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
  test("a lot's: page, journey, proof, certificates of ours; and those of its product", async () => {
    const page = `${PUBLIC_URL}/t/LOT-1`;
    const expected = {
      linkset: [
        {
          anchor: PUBLIC_URL + LOT,
          itemDescription: "红苹果 Apple LOT-1",
          [`${VOCABULARY}defaultLink`]: [{ href: page, title: expect.any(String) }],
          [`${VOCABULARY}pip`]: [{ href: page, title: expect.any(String), type: "text/html", hreflang: ["en", "zh"] }],
          [`${VOCABULARY}traceability`]: [
            { href: JOURNEY, title: expect.any(String), type: "application/json" },
            { href: `${JOURNEY}/proof`, title: expect.any(String), type: "application/json" },
          ],
          [`${VOCABULARY}recallStatus`]: [
            {
              href: `${PUBLIC_URL}/t/LOT-1`,
              title: "Whether this batch, or what it was made of, is recalled",
              type: "text/html",
              hreflang: ["en", "zh"],
            },
            { href: `${JOURNEY}/recalls`, title: "The same as JSON", type: "application/json" },
          ],
          [`${VOCABULARY}certificationInfo`]: [{ href: certificate, title: "Seal", type: "image/png" }],
        },
        {
          anchor: `${PUBLIC_URL}/01/${GTIN}`,
          itemDescription: `红苹果 Apple · GTIN ${GTIN}`,
          [`${VOCABULARY}defaultLink`]: [{ href: PRODUCT_PAGE, title: expect.any(String) }],
          [`${VOCABULARY}pip`]: [
            { href: PRODUCT_PAGE, title: expect.any(String), type: "text/html", hreflang: ["en", "zh"] },
          ],
        },
      ],
    };
    for (const [path, accept] of [
      [LOT, LINKSET],
      [LOT, "application/json"],
      [LOT, `text/html;q=0.5, ${LINKSET}`],
      [`${LOT}?linkType=linkset`, "text/html"],
      [`${LOT}?linkType=all`, LINKSET],
      [`${LOT}/21/12345?linkType=linkset`, LINKSET],
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
    expect(await keys(`/01/${GTIN}`)).toEqual([
      "anchor",
      "itemDescription",
      `${VOCABULARY}defaultLink`,
      `${VOCABULARY}pip`,
    ]);
  });
});

describe("what is not known here", () => {
  test.each([
    ["a lot", "/10/NOTHING", "&lot=NOTHING"],
    ["another product's lot", "/10/LOT-2", "&lot=LOT-2"],
    ["a lot whose product is withheld", "/10/HIDDEN", "&lot=HIDDEN"],
    ["a serial number", "/21/12345", ""],
    ["a variant", "/22/2A", ""],
    ["a variant and a serial number", "/22/2A/21/1", ""],
    ["a third party's serial number", "/235/TPX", ""],
    ["a lot with signs", "/10/A%2F%22%26b", "&lot=A%2F%22%26b"],
  ])("%s leads to the product's page", async (_, path, query) => {
    expect(await placeOf(`/01/${GTIN}${path}`)).toEqual([307, PRODUCT_PAGE + query]);
    const { body } = await get(`/01/${GTIN}${path}?linkType=linkset`);
    expect(body.linkset.map((each: { anchor: string }) => each.anchor)).toEqual([`${PUBLIC_URL}/01/${GTIN}`]);
  });

  test.each(["/10/LOT-1/21/12345", "/22/2A/10/LOT-1", "/22/2A/10/LOT-1/21/12345"])(
    "%s leads to the lot's page",
    async (path) => {
      expect(await placeOf(`/01/${GTIN}${path}`)).toEqual([307, `${PUBLIC_URL}/t/LOT-1`]);
    },
  );
});

describe("links of one type", () => {
  test("that are alike are all named, with 300 and no place to go", async () => {
    const path = `${LOT}?linkType=gs1:traceability`;
    for (const accept of ["application/json", "*/*", "text/html"]) {
      const { status, headers, body } = await get(path, { accept });
      expect([status, headers.get("location"), headers.get("content-type")]).toEqual([300, null, LINKSET]);
      const [{ anchor, [`${VOCABULARY}traceability`]: links }] = body.linkset;
      expect([body.linkset.length, anchor]).toEqual([1, PUBLIC_URL + LOT]);
      expect(links.map((link: { href: string }) => link.href)).toEqual([JOURNEY, `${JOURNEY}/proof`]);
      for (const href of [JOURNEY, `${JOURNEY}/proof`]) {
        expect(headers.get("link")).toContain(`<${href}>; rel="${VOCABULARY}traceability"; type="application/json"`);
      }
    }
  });

  test("that are unlike are chosen from by what the caller accepts", async () => {
    const traceId = await batch("TWO-SEALS", "apple");
    const inspector = (await api.account("inspector")).token;
    const upload = async (type: string, bytes: Uint8Array) => {
      const headers = { "content-type": type };
      return (await api.call("POST", "/v1/attachments", { token: inspector, body: bytes, headers })).body.data.url;
    };
    const png = await upload("image/png", PNG);
    const pdf = await upload("application/pdf", new TextEncoder().encode("%PDF-1.7\n%%EOF\n"));
    const attachments = [
      { type: "image", title: "Seal", url: png },
      { type: "document", title: "Paper", url: pdf },
    ];
    const body = { type: "certificate", title: "Organic", details: { name: "Organic" }, attachments };
    const recorded = await api.call("POST", `/v1/traces/${traceId}/events`, { token: inspector, body });
    expect(recorded.status).toBe(201);
    const query = "?linkType=gs1:certificationInfo";
    const path = `/01/${GTIN}/10/TWO-SEALS${query}`;
    expect(await placeOf(path, "application/pdf")).toEqual([307, pdf + query]);
    expect(await placeOf(path, "image/*")).toEqual([307, png + query]);
    expect(await placeOf(path, "image/png;q=0.4, application/*;q=0.5")).toEqual([307, pdf + query]);
    for (const accept of ["*/*", "text/html"]) expect(await placeOf(path, accept)).toEqual([300, null]);
  });
});

test("a set of links is also had as text", async () => {
  const { status, headers, text } = await get(LOT, { accept: "application/linkset" });
  expect([status, headers.get("content-type")]).toEqual([200, "application/linkset"]);
  expect(text).toContain(
    `<${JOURNEY}>; rel="${VOCABULARY}traceability"; type="application/json"; anchor="${PUBLIC_URL}${LOT}"; title*=UTF-8''`,
  );
  expect(text).toContain(`hreflang="en"; hreflang="zh"; anchor="${PUBLIC_URL}/01/${GTIN}"`);
  // Each link is a line, and nothing in it breaks one.
  const lines = text.trimEnd().split(",\n");
  expect(lines).toHaveLength(9);
  for (const line of lines) expect(line).toMatch(/^<[^>\s]+>(?:; [a-z]+\*?=(?:"[^"]*"|UTF-8''[\w.~!%-]*))+$/);
});

describe("compressed links", () => {
  const compressed = (path: string) => new URL(Utils.compressWebUri(`https://id.gs1.org${path}`)).pathname;

  test.each([
    [LOT, `${PUBLIC_URL}/t/LOT-1`],
    [`${LOT}/21/12345`, `${PUBLIC_URL}/t/LOT-1`],
    [`/01/${GTIN}`, PRODUCT_PAGE],
    [`${LOT}?17=260101`, `${PUBLIC_URL}/t/LOT-1?17=260101`],
  ])("%s goes where it goes in full, and says its full form", async (path, place) => {
    const { status, headers } = await get(compressed(path));
    expect([status, headers.get("location")]).toEqual([307, place]);
    expect(headers.get("link")).toContain(`<${PUBLIC_URL}${path}>; rel="owl:sameAs"`);
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect((await api.call("OPTIONS", compressed(path))).status).toBe(204);
    expect((await api.call("HEAD", compressed(path))).status).toBe(307);
    const all = await get(`${compressed(path)}?linkType=linkset`);
    expect([all.status, all.headers.get("content-type")]).toEqual([200, LINKSET]);
  });

  test("of what is not known, or no GTIN, end as they do in full; other words are no links", async () => {
    expect((await get(compressed("/01/09506000134352"))).status).toBe(404);
    expect((await get(compressed(`${LOT}?lang=zh`))).headers.get("location")).toBe(`${PUBLIC_URL}/t/LOT-1?lang=zh`);
    expect((await get(`${compressed(LOT)}?17=991399`)).status).toBe(400);
    // A container is no trade item.
    expect((await get(compressed("/00/106141412345678908"))).status).toBe(404);
    for (const path of ["/somethingunknown", "/abcdefghijklmnop", `/${"z".repeat(3000)}`, "/_________________"]) {
      const { status, body } = await get(path);
      expect([path.slice(0, 30), status, body.detail]).toEqual([path.slice(0, 30), 404, "There is nothing here"]);
    }
    expect((await api.call("POST", compressed(LOT), { body: {} })).status).toBe(404);
  });
});

describe("refusals", () => {
  test.each([
    ["a product that nobody has", "/01/09506000134352"],
    ["a lot of a product that nobody has", "/01/09506000134352/10/LOT-1"],
    ["an unknown link type", `${LOT}?linkType=gs1:nothing`],
    ["a link type of somebody else", `${LOT}?linkType=https://evil.example/voc/pip`],
    ["a link type that the lot has not", `/01/09521234543213/10/LOT-2?linkType=gs1:certificationInfo`],
    ["a link type that products have not", `/01/${GTIN}?linkType=gs1:traceability`],
    ["a name of every object", `${LOT}?linkType=gs1:constructor`],
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
    ["a lot that is no text", `/01/${GTIN}/10/%ff`],
    ["no number", "/01"],
    ["something behind a lot", `${LOT}/foo`],
    ["a serial before a lot", `/01/${GTIN}/21/1/10/A`],
    ["what qualifies no GTIN", `/01/${GTIN}/99/A`],
    ["a month that none is", `/01/${GTIN}?17=991399`],
    ["a day that its month has not", `${LOT}?11=250229`],
    ["a number that is no attribute", `${LOT}?12345=1`],
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
    supportedContextValuesEnumerated: [],
    contact: { fn: expect.any(String) },
    supportedLinkType: [{ namespace: VOCABULARY, prefix: "gs1:" }],
    linkTypeDefaultCanBeLinkset: false,
    jsonLdContextLocation: "https://ref.gs1.org/standards/resolver/linkset-context",
  });
});
