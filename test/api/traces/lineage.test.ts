/** Parts of a batch and batches made of others: nothing comes of nothing, and each is a batch of its own. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { httpRpc } from "../../../proof/contract-reader.ts";
import { verifyProof } from "../../../proof/verify.ts";
import { reportLineage } from "../../../scripts/verify/lineage.ts";
import { type Api, startApi } from "../support/api.ts";

let api: Api;
type Firm = Awaited<ReturnType<Api["account"]>>;
let farm: Firm;
let kitchen: Firm;
let shop: Firm;
beforeAll(async () => {
  api = await startApi();
  farm = await api.account("supplier", "Green Valley Farm");
  kitchen = await api.account("processor", "Kitchen");
  shop = await api.account("pharmacy");
});
afterAll(() => api.close());

const call = (firm: Firm, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  api.call(method, path, { token: firm.token, headers, ...(body === undefined ? {} : { body }) });
const create = async (more: object = {}, firm = farm) =>
  (await call(firm, "POST", "/v1/traces", { name: "Tomatoes", quantity: 100, unit: "kg", ...more })).body.data;
const split = (traceId: string, parts: unknown, firm = farm, headers = {}) =>
  call(firm, "POST", `/v1/traces/${traceId}/split`, { parts }, headers);
const transform = (inputs: unknown, outputs: unknown, firm = farm) =>
  call(firm, "POST", "/v1/transformations", { inputs, outputs });
const WORDS = { reason: "Glass", instruction: "Bring it back", contact: "+86 10 1234 5678" };
const remaining = async (traceId: string) =>
  Number((await api.services.mirror.batchByTraceId(traceId))?.quantity) / 1000;
async function faultsOf(code: string) {
  const { body } = await api.call("GET", `/v1/traces/public/${encodeURIComponent(code)}/proof`);
  const { verdict, checks } = await verifyProof(body.data, {
    code,
    rpc: httpRpc(api.chain.url),
    fetchBytes: async () => new Uint8Array(),
  });
  return { verdict, faults: checks.filter(({ outcome }) => outcome !== "passed") };
}

describe("parts of a batch", () => {
  test("are batches of their own with what was taken, and the rest remains", async () => {
    const trace = await create();
    const { status, body } = await split(trace.id, [
      { quantity: 40, name: "Tomatoes, first class" },
      { quantity: 12.5, batchCode: "B" },
      { quantity: 1, batchCode: `${trace.batchCode}~C` },
    ]);
    expect(status).toBe(201);
    expect(body.data).toMatchObject({ traceId: trace.id, remaining: 46.5, unit: "kg" });
    expect(body.data.parts).toMatchObject([
      { batchCode: `${trace.batchCode}~1`, name: "Tomatoes, first class", quantity: 40, unit: "kg" },
      { batchCode: `${trace.batchCode}~B`, name: "Tomatoes", quantity: 12.5 },
      { batchCode: `${trace.batchCode}~C`, quantity: 1 },
    ]);
    const [first] = body.data.parts;
    const detail = await call(farm, "GET", `/v1/traces/${first.id}`);
    expect(detail.body.data).toMatchObject({ name: "Tomatoes, first class", quantity: 40, unit: "kg" });
    const page = await api.call("GET", `/v1/traces/public/${encodeURIComponent(first.batchCode)}`);
    expect([page.status, page.body.data.productName]).toEqual([200, "Tomatoes"]);
    // A part is handed on, and split again, as any batch.
    expect((await call(farm, "POST", `/v1/traces/${first.id}/offers`, { to: shop.username })).status).toBe(201);
    const again = await split(first.id, { count: 2, size: 1 });
    expect(again.body.data.parts.map((part: { batchCode: string }) => part.batchCode)).toEqual([
      `${first.batchCode}~1`,
      `${first.batchCode}~2`,
    ]);
    expect((await split(trace.id, { count: 1, size: 1 })).body.data.parts[0].batchCode).toBe(`${trace.batchCode}~4`);
  });

  test("of more than one act are all there, once, whoever asks again", async () => {
    const trace = await create();
    const headers = { "idempotency-key": `many-${trace.id}` };
    const first = await split(trace.id, { count: 70, size: 1 }, farm, headers);
    expect([first.status, first.body.data?.parts.length, first.body.data?.remaining]).toEqual([201, 70, 30]);
    const again = await split(trace.id, { count: 70, size: 1 }, farm, headers);
    expect(again.body).toEqual(first.body);
    const codes = new Set(first.body.data.parts.map((part: { batchCode: string }) => part.batchCode));
    expect(codes.size).toBe(70);
    expect(await remaining(trace.id)).toBe(30);
  });

  test.each<[string, unknown, number]>([
    ["more than there is", [{ quantity: 60 }, { quantity: 40.001 }], 409],
    ["none", [], 422],
    ["of nothing", [{ quantity: 0 }], 422],
    ["too many", { count: 1025, size: 0.001 }, 422],
    [
      "two of one code",
      [
        { quantity: 1, batchCode: "A" },
        { quantity: 1, batchCode: "A" },
      ],
      422,
    ],
    ["of codes that no part can have", [{ quantity: 1, batchCode: "A~B" }], 422],
    ["of spaces", [{ quantity: 1, batchCode: "A B" }], 422],
    ["no list", "two", 422],
  ])("are refused: %s", async (_, parts, status) => {
    const trace = await create();
    expect((await split(trace.id, parts)).status).toBe(status);
    expect(await remaining(trace.id)).toBe(100);
  });

  test("are its holder's to make, and each code is made once", async () => {
    const trace = await create();
    expect((await split(trace.id, { count: 1, size: 1 }, shop)).status).toBe(403);
    expect((await split(trace.id, [{ quantity: 1, batchCode: "A" }])).status).toBe(201);
    expect((await split(trace.id, [{ quantity: 1, batchCode: "A" }])).status).toBe(409);
  });
});

describe("batches made of others", () => {
  test("begin with what went in gone, and the record names both sides", async () => {
    const [one, other] = [await create(), await create({ quantity: 50 })];
    const made = await transform(
      [
        { traceId: one.id, quantity: 60 },
        { traceId: other.id, quantity: 50 },
      ],
      [
        { name: "Sauce", quantity: 80, unit: "kg" },
        { name: "Jars", quantity: 120, unit: "piece", batchCode: `JARS-${one.batchCode}` },
      ],
    );
    expect(made.status, made.text).toBe(201);
    expect(made.body.data.inputs).toMatchObject([
      { id: one.id, remaining: 40 },
      { id: other.id, remaining: 0 },
    ]);
    expect(made.body.data.outputs).toMatchObject([
      { name: "Sauce", quantity: 80, unit: "kg" },
      { name: "Jars", quantity: 120, batchCode: `JARS-${one.batchCode}` },
    ]);
    expect(made.body.data.gains).toEqual([]);
    for (const trace of [one, other]) {
      const { body } = await api.call("GET", `/v1/traces/public/${trace.batchCode}`);
      expect(body.data.journey.at(-1).stage).toBe("Processing");
      expect(body.data.journey.at(-1).withheld).toBeUndefined();
    }
  });

  test("tell of a gain in answer and record, and are taken all the same", async () => {
    const trace = await create();
    const made = await transform([{ traceId: trace.id, quantity: 10 }], [{ name: "Soup", quantity: 25, unit: "kg" }]);
    expect(made.body.data.gains).toEqual([{ unit: "kg", in: 10, out: 25 }]);
    const batch = await api.services.mirror.batchByTraceId(trace.id);
    const line = await api.services.mirror.lineAt(batch?.id as `0x${string}`, 2);
    expect(line?.document).toMatchObject({ step: { details: { gains: [{ unit: "kg", in: 10, out: 25 }] } } });
  });

  test.each<[string, (id: string) => unknown, unknown, number]>([
    [
      "more than there is",
      (traceId) => [{ traceId, quantity: 100.001 }],
      [{ name: "A", quantity: 1, unit: "kg" }],
      409,
    ],
    ["nothing in", () => [], [{ name: "A", quantity: 1, unit: "kg" }], 422],
    ["nothing out", (traceId) => [{ traceId, quantity: 1 }], [], 422],
    [
      "one batch twice",
      (traceId) => [
        { traceId, quantity: 1 },
        { traceId, quantity: 1 },
      ],
      [{ name: "A", quantity: 1, unit: "kg" }],
      422,
    ],
    [
      "no such batch",
      () => [{ traceId: "trace-000000000000", quantity: 1 }],
      [{ name: "A", quantity: 1, unit: "kg" }],
      404,
    ],
    ["an output without a unit", (traceId) => [{ traceId, quantity: 1 }], [{ name: "A", quantity: 1 }], 422],
  ])("are refused: %s", async (_, inputs, outputs, status) => {
    const trace = await create();
    expect((await transform(inputs(trace.id), outputs)).status).toBe(status);
    expect(await remaining(trace.id)).toBe(100);
  });

  test("are made by who holds all inputs and may create batches", async () => {
    const trace = await create();
    const outputs = [{ name: "A", quantity: 1, unit: "kg" }];
    expect((await transform([{ traceId: trace.id, quantity: 1 }], outputs, kitchen)).status).toBe(403);
    await call(farm, "POST", `/v1/traces/${trace.id}/offers`, { to: shop.username });
    await call(shop, "POST", `/v1/traces/${trace.id}/offers/accept`);
    expect((await transform([{ traceId: trace.id, quantity: 1 }], outputs, shop)).status).toBe(403);
  });
});

test("what became of a batch is told wherever its quantity is, and adds up to what was made", async () => {
  const trace = await create();
  await split(trace.id, [{ quantity: 20 }]);
  const [soup] = (await transform([{ traceId: trace.id, quantity: 10 }], [{ name: "Soup", quantity: 4, unit: "l" }]))
    .body.data.outputs;
  for (const [quantity, reason] of [
    [7, "sold"],
    [1.5, "lost"],
    [0.5, "sample"],
  ]) {
    expect((await call(farm, "POST", `/v1/traces/${trace.id}/consumption`, { quantity, reason })).status).toBe(201);
  }
  const quantities = {
    ...{ made: 100, remaining: 61, taken: 30, sold: 7, used: 0, lost: 1.5, destroyed: 0, sampled: 0.5 },
    unit: "kg",
  };
  const listed = (await call(farm, "GET", `/v1/traces?search=${trace.batchCode}`)).body.data;
  expect(listed.find(({ id }: { id: string }) => id === trace.id)).toMatchObject({ quantity: 61, quantities });
  expect((await call(farm, "GET", `/v1/traces/${trace.id}`)).body.data).toMatchObject({ quantity: 61, quantities });
  expect((await api.call("GET", `/v1/traces/public/${trace.batchCode}`)).body.data).toMatchObject({ quantities });
  const { nodes } = (await call(farm, "GET", `/v1/traces/${soup.id}/lineage`)).body.data;
  expect(nodes).toMatchObject([{ quantities: { made: 4, remaining: 4 } }, { remaining: 61, quantities }]);
});

test("all of it is verified against the chain", async () => {
  const [one, other] = [await create(), await create()];
  const parts = (await split(one.id, { count: 2, size: 10 })).body.data.parts;
  const made = await transform(
    [
      { traceId: parts[0].id, quantity: 10 },
      { traceId: other.id, quantity: 5 },
    ],
    [{ name: "Sauce", quantity: 12, unit: "kg" }],
  );
  for (const code of [one.batchCode, other.batchCode, parts[0].batchCode, made.body.data.outputs[0].batchCode]) {
    expect(await faultsOf(code), code).toEqual({ verdict: "verified", faults: [] });
  }
});

describe("a lineage", () => {
  const lineage = (firm: Firm, traceId: string, query = "") =>
    call(firm, "GET", `/v1/traces/${traceId}/lineage${query}`);

  /** A harvest → two parts → sauce of one part and another harvest → two jars of it; a withheld harvest went in too. */
  async function story() {
    const [harvest, hidden] = [await create(), await create({ restricted: true })];
    const [part, rest] = (await split(harvest.id, { count: 2, size: 10 })).body.data.parts;
    const [sauce] = (
      await transform(
        [
          { traceId: part.id, quantity: 10 },
          { traceId: hidden.id, quantity: 5 },
        ],
        [{ name: "Sauce", quantity: 12, unit: "kg" }],
      )
    ).body.data.outputs;
    const [jar, other] = (await split(sauce.id, { count: 2, size: 1 })).body.data.parts;
    await call(farm, "POST", `/v1/traces/${jar.id}/offers`, { to: shop.username });
    await call(shop, "POST", `/v1/traces/${jar.id}/offers/accept`);
    return { harvest, hidden, part, rest, sauce, jar, other };
  }
  const keysOf = (body: { data: { nodes: { key: string }[] } }) => body.data.nodes.map(({ key }) => key).sort();

  test("is what a batch was made of and what became of it, with what of which went into which", async () => {
    const { harvest, hidden, part, rest, sauce, jar, other } = await story();
    const { status, body } = await lineage(farm, sauce.id);
    expect(status).toBe(200);
    const codes = [harvest, hidden, part, sauce, jar, other].map(({ batchCode }) => batchCode);
    expect(keysOf(body)).toEqual(codes.toSorted());
    expect(body.data.counts).toEqual({ up: 3, down: 2 });
    expect(body.data.edges).toContainEqual({
      from: part.batchCode,
      to: sauce.batchCode,
      kind: "transformation",
      quantity: 10,
      unit: "kg",
    });
    expect(body.data.edges).toContainEqual({
      from: sauce.batchCode,
      to: jar.batchCode,
      kind: "split",
      quantity: 1,
      unit: "kg",
    });
    // A certificate of a part tells what the whole was made of, as far as that is public.
    const certificate = await call(farm, "POST", `/v1/traces/${other.id}/certificates`, { type: "informational" });
    expect(certificate.body.data.inputs).toEqual({
      items: expect.arrayContaining([
        { batchCode: part.batchCode, name: "Tomatoes", quantity: 10, unit: "kg", result: null, recalled: false },
        { batchCode: null, name: null, quantity: null, unit: null, result: null, recalled: false, withheld: true },
      ]),
      more: 0,
    });
    const held = body.data.nodes.find(({ key }: { key: string }) => key === jar.batchCode);
    expect(held).toMatchObject({ depth: 1, remaining: 1, holder: { address: shop.user.address } });
    expect(keysOf((await lineage(farm, sauce.id, "?direction=up")).body)).not.toContain(jar.batchCode);
    const down = (await lineage(farm, harvest.id, "?direction=down&depth=1")).body;
    expect(keysOf(down)).toEqual([harvest, part, rest].map(({ batchCode }) => batchCode).toSorted());
    expect(down.data.truncated).toBe(true);
  });

  test("tells holders to those whom it concerns, and shows others nothing that is withheld", async () => {
    const { hidden, sauce, jar } = await story();
    // Who holds a part downstream takes part; a stranger does not.
    expect((await lineage(shop, sauce.id)).body.data.nodes[0].holder).not.toBeNull();
    const stranger = await lineage(kitchen, sauce.id);
    expect(stranger.body.data.nodes.every(({ holder }: { holder: unknown }) => holder === null)).toBe(true);
    expect(stranger.text).not.toContain(hidden.batchCode);
    const blanks = stranger.body.data.nodes.filter(({ withheld }: { withheld: unknown }) => withheld);
    // It is called what no batch can be.
    expect(blanks.map(({ key }: { key: string }) => key)).toEqual(["withheld 1"]);

    // Whichever way and however far it is asked, who takes part takes part.
    expect((await lineage(shop, sauce.id, "?direction=up&depth=1")).body.data.nodes[0].holder).not.toBeNull();

    const open = await api.call("GET", `/v1/traces/public/${encodeURIComponent(jar.batchCode)}/lineage`);
    expect(open.text).not.toContain(hidden.batchCode);
    expect(open.text).not.toContain(shop.user.address);
    expect(open.body.data.counts).toEqual({ up: 4, down: 0 });
    const above = await api.call("GET", `/v1/traces/public/${sauce.batchCode}/lineage`);
    expect(above.body.data.counts.down).toBe(2);
    expect(keysOf(above.body)).not.toContain(jar.batchCode);
  });

  test("leads from a part to events, certificates and recalls of all that it was made of, as far as each reader sees", async () => {
    const { harvest, hidden, part, sauce, jar } = await story();
    await call(farm, "POST", `/v1/traces/${hidden.id}/events`, { type: "Storage", title: "Secret cellar" });
    await call(farm, "POST", `/v1/traces/${harvest.id}/events`, { type: "Storage", title: "Cool cellar" });
    const certificate = await call(farm, "POST", `/v1/traces/${part.id}/certificates`, { type: "informational" });
    const open = (query = "") =>
      api.call("GET", `/v1/traces/public/${encodeURIComponent(jar.batchCode)}/ancestors${query}`);
    const { status, body, text } = await open();
    const codesIn = (of: typeof body) => of.data.map(({ batchCode }: { batchCode: string }) => batchCode);
    expect([status, codesIn(body)]).toEqual([200, [sauce, part, harvest].map(({ batchCode }) => batchCode)]);
    expect(text).not.toContain(hidden.batchCode);
    expect(text).not.toContain("Secret cellar");
    expect(body.data[1]).toMatchObject({ steps: 2, certificates: [{ sha256: certificate.body.data.sha256 }] });
    const titles = body.data[2].events.map(({ title }: { title: string }) => title);
    expect([titles.includes("Cool cellar"), body.data[2].events[0].operatorId]).toEqual([true, null]);
    expect((await api.call("GET", new URL(body.data[2].links.public).pathname)).status).toBe(200);
    // Page by page, by number or cursor.
    const first = await open("?limit=2");
    expect(first.body.meta).toMatchObject({ totalItems: 3, totalPages: 2, page: 1 });
    const second = await open(`?limit=2&cursor=${first.body.meta.nextCursor}`);
    expect([codesIn(second.body), second.body.meta.nextCursor]).toEqual([[harvest.batchCode], null]);
    expect(codesIn((await open("?limit=2&page=2")).body)).toEqual(codesIn(second.body));
    const { meta } = (await call(farm, "GET", "/v1/traces?limit=1")).body;
    expect((await open(`?cursor=${meta.nextCursor}`)).status).toBe(422);

    // Who takes part is shown the withheld one, a stranger is not.
    const own = await call(farm, "GET", `/v1/traces/${jar.id}/ancestors`);
    expect(codesIn(own.body)).toContain(hidden.batchCode);
    expect(own.text).toContain("Secret cellar");
    expect((await call(kitchen, "GET", `/v1/traces/${jar.id}/ancestors`)).text).not.toContain(hidden.batchCode);

    await call(farm, "POST", `/v1/traces/${harvest.id}/recall`, { ...WORDS, scope: "batch" });
    await expect
      .poll(async () => (await open()).body.data[2])
      .toMatchObject({ status: "recalled", notices: ["recalled"], recalls: [{ reason: WORDS.reason }] });
    expect((await open()).body.data[0].notices).toEqual(["originRecalled"]);
  });

  test("ends for strangers at what is withheld, in lists and counts as in the proof", async () => {
    const origin = await create({ restricted: true });
    const [secret] = (await split(origin.id, { count: 1, size: 10 })).body.data.parts;
    const [soup] = (await transform([{ traceId: secret.id, quantity: 5 }], [{ name: "Soup", quantity: 5, unit: "kg" }]))
      .body.data.outputs;
    const path = `/v1/traces/public/${soup.batchCode}`;
    const told = [
      await lineage(kitchen, soup.id),
      await lineage(kitchen, soup.id, "?depth=1"),
      await api.call("GET", `${path}/lineage`),
      await api.call("GET", `${path}/lineage?depth=1`),
      await api.call("GET", `${path}/lineage?format=csv`),
      await api.call("GET", `${path}/proof?lineage=1`),
    ];
    for (const { status, text } of told) {
      expect([status, text.includes(secret.batchCode), text.includes(origin.batchCode)]).toEqual([200, false, false]);
    }
    for (const { body } of told.slice(0, 4)) {
      expect([body.data.counts.up, body.data.nodes.length, body.data.truncated]).toEqual([1, 2, false]);
    }
    expect(told[5]?.body.data.lineage).toMatchObject({ ancestors: [{ code: null }], truncated: false });
    // The same downwards.
    const down = await lineage(kitchen, origin.id);
    expect([down.body.data.counts.down, down.text.includes(soup.batchCode)]).toEqual([1, false]);
    expect((await api.call("GET", `/v1/traces/public/${origin.batchCode}/lineage`)).body.data.counts.down).toBe(1);
    // A recall is said all the same: it names nothing.
    expect((await call(farm, "POST", `/v1/traces/${origin.id}/recall`, { ...WORDS, scope: "batch" })).status).toBe(201);
    await expect
      .poll(async () => (await api.call("GET", `${path}/recalls`)).body.data.notices)
      .toEqual(["originRecalled"]);
    expect((await api.call("GET", `${path}/recalls`)).text).not.toContain(origin.batchCode);
  });

  /** What the terminal says of a batch's lineage, by the proofs that this API gives. */
  async function verified(code: string) {
    const proofOf = async (one: string, withLineage: boolean) => {
      const query = withLineage ? "?lineage=1" : "";
      const { body } = await api.call("GET", `/v1/traces/public/${encodeURIComponent(one)}/proof${query}`);
      return body.data;
    };
    const said: string[] = [];
    const fetchBytes = async () => new Uint8Array();
    const asked = { code, contract: undefined, rpcUrl: api.chain.url, fetchBytes, proofOf };
    const verdict = await reportLineage(await proofOf(code, true), asked, "en", (line) => said.push(line));
    return { verdict, said: said.join("\n") };
  }

  test("is proved: every ancestor by its own proof, one that is withheld by its head", async () => {
    const harvest = await create();
    const [part] = (await split(harvest.id, { count: 1, size: 30 })).body.data.parts;
    const [soup] = (await transform([{ traceId: part.id, quantity: 20 }], [{ name: "Soup", quantity: 25, unit: "kg" }]))
      .body.data.outputs;
    const found = await verified(soup.batchCode);
    expect(found.said).toContain("All 2 batches that it was made of were checked: none is left out.");
    expect(found.said).toContain(`! ${soup.batchCode}: More came out than went in: 20 kg went in and 25 kg came out.`);
    expect(found.verdict).toBe("verified");
    expect((await verified(harvest.batchCode)).said).toBe("It was not made of other batches.");

    const { hidden, jar } = await story();
    const partly = await verified(jar.batchCode);
    expect([partly.verdict, partly.said.includes(hidden.batchCode)]).toEqual(["incomplete", false]);
    expect(partly.said).toContain("The batch is withheld from the public");
    const { body } = await api.call("GET", `/v1/traces/public/${encodeURIComponent(jar.batchCode)}/proof?lineage=1`);
    expect(body.data.lineage.ancestors.map(({ code }: { code: unknown }) => code === null)).toContain(true);
    expect((await api.call("GET", `/v1/traces/public/${harvest.batchCode}/proof?lineage=2`)).status).toBe(422);
  });

  test("is drawn by Graphviz and read by spreadsheets, in which nothing is a formula", async () => {
    const trace = await create({ name: "=1+1" });
    await split(trace.id, { count: 1, size: 1 });
    const csv = await lineage(farm, trace.id, "?format=csv");
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(csv.text).toContain(`,${trace.batchCode},'=1+1,active,`);
    expect(csv.text).toContain(`,100,99,1,0,0,0,0,0,kg,`);
    expect(csv.text).toContain(`${trace.batchCode},${trace.batchCode}~1,split,1,kg\r\n`);
    const dot = await lineage(farm, trace.id, "?format=dot");
    expect(dot.text).toContain(`"${trace.batchCode}" -> "${trace.batchCode}~1" [label="1 kg"];`);
  });

  test.each([["?direction=left"], ["?depth=0"], ["?depth=1001"], ["?depth=x"]])("is refused: %s", async (query) => {
    expect((await lineage(farm, (await create()).id, query)).status).toBe(422);
  });
});
