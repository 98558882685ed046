/** Lots are unique below a GTIN alone: what firms number alike is told apart by whose it is, and found by it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, PUBLIC_URL, startApi } from "./support/api.ts";

const APPLE = "09520123456788";
const PEAR = "09521234543213";

let api: Api;
let farm: string;
let rival: string;

beforeAll(async () => {
  api = await startApi();
  farm = (await api.account("supplier", "Green Valley")).token;
  rival = (await api.account("supplier", "Blue Hill")).token;
  await post("/v1/products", { id: "apple", name: "Apple", gtin: "9520123456788" });
  await post("/v1/products", { id: "pear", name: "Pear", gtin: "9521234543213" });
});
afterAll(() => api.close());

async function post(path: string, body: object, token = farm) {
  const answer = await api.call("POST", path, { token, body });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.data;
}

const batch = (fields: object, token = farm) =>
  post("/v1/traces", { name: "B", quantity: 1, unit: "kg", ...fields }, token);
const get = (path: string, token?: string) => api.call("GET", path, token ? { token } : {});
const placeOf = async (path: string) => {
  const { status, headers } = await get(path);
  return [status, headers.get("location")];
};
const documentOf = async (code: string) => {
  const { data } = (await get(`/v1/traces/public/${code}/proof`)).body;
  const [document] = Object.values(data.documents as Record<string, { text: string }>);
  return JSON.parse(document?.text ?? "");
};

describe("firms that number alike", () => {
  test("may say so at the same moment: each has a batch of its own", async () => {
    const made = await Promise.all([
      ...[farm, rival, farm, rival].map((token) => batch({ lot: "AT-ONCE" }, token)),
      batch({ batchCode: "AT-ONCE-2", lot: "AT-ONCE" }),
    ]);
    expect(new Set(made.map(({ batchCode }) => batchCode)).size).toBe(5);
    expect(made.map(({ lot }) => lot)).toEqual(Array(5).fill("AT-ONCE"));
  });

  test("two may have lot L1, and the code that is the same but for its end is told", async () => {
    const first = await batch({ lot: "L1" });
    expect([first.batchCode, first.lot]).toEqual(["L1", "L1"]);
    const second = await batch({ lot: "L1" }, rival);
    expect([second.batchCode, second.lot]).toEqual([expect.stringMatching(/^L1-[A-Z2-7]{6}$/), "L1"]);
    expect((await documentOf(second.batchCode)).batch.lot).toBe("L1");
    for (const { id, batchCode } of [first, second]) {
      expect((await get(`/v1/traces/${id}`, farm)).body.data).toMatchObject({ batchCode, lot: "L1" });
      expect((await get(`/v1/traces/public/${batchCode}`)).body.data).toMatchObject({ batchCode, lot: "L1" });
    }
    // Nobody keeps another from a lot by taking it as a code.
    await batch({ batchCode: "SAT-ON" }, rival);
    expect((await batch({ lot: "SAT-ON" })).lot).toBe("SAT-ON");
  });

  test("one lot of two products is two batches, each below its own GTIN", async () => {
    const apples = await batch({ productId: "apple", lot: "2026-45" });
    const pears = await batch({ productId: "pear", lot: "2026-45" });
    expect(await placeOf(`/01/${APPLE}/10/2026-45`)).toEqual([307, `${PUBLIC_URL}/t/${apples.batchCode}`]);
    expect(await placeOf(`/01/${PEAR}/10/2026-45`)).toEqual([307, `${PUBLIC_URL}/t/${pears.batchCode}`]);
    expect(pears.batchCode).not.toBe(apples.batchCode);
  });
});

test("a batch is found by its lot, and keeps it when it is described anew", async () => {
  const { id, batchCode } = await batch({ batchCode: "FOUND", productId: "apple", lot: "Kühl".replace("ü", "u") });
  const found = async () => (await get("/v1/traces?search=kuhl", rival)).body.data;
  expect(await found()).toEqual([expect.objectContaining({ batchCode, lot: "Kuhl" })]);
  await api.call("PATCH", `/v1/traces/${id}`, { token: farm, body: { name: "New" } });
  expect(await found()).toEqual([expect.objectContaining({ name: "New", lot: "Kuhl" })]);
  const { status, body } = await api.call("PATCH", `/v1/traces/${id}`, { token: farm, body: { lot: "Warm" } });
  expect([status, body.details]).toEqual([
    422,
    [{ field: "lot", message: "Lot cannot be changed: it stands on chain" }],
  ]);
  await batch({ lot: "SECRET-LOT", batchCode: "WITHHELD", restricted: true });
  expect((await get("/v1/traces?search=secret-lot", farm)).body.data).toEqual([]);
  expect((await get("/v1/traces/public/WITHHELD")).body.data.lot).toBeNull();
});

test("without a lot none is written, and none is told", async () => {
  await batch({ batchCode: "PLAIN", productId: "apple", lot: null });
  expect(Object.keys((await documentOf("PLAIN")).batch)).not.toContain("lot");
  expect((await get("/v1/traces/public/PLAIN")).body.data.lot).toBeNull();
});

test.each(["a b", "批次", "A".repeat(21), "..", "a~b", "#", 1, ["L1"]])("%j is no lot", async (lot) => {
  const body = { name: "B", quantity: 1, unit: "kg", lot };
  const { status, body: answer } = await api.call("POST", "/v1/traces", { token: farm, body });
  const message =
    typeof lot === "string" ? "Lot must be 1 to 20 letters, digits or signs of GS1's set" : "Lot must be a text";
  expect([status, answer.details]).toEqual([422, [{ field: "lot", message }]]);
});

describe("several batches of one lot of one product", () => {
  const link = `/01/${APPLE}/10/SHARED`;
  const choice = `${PUBLIC_URL}/t?gtin=${APPLE}&lot=SHARED`;
  const linkset = async () => (await get(`${link}?linkType=linkset`)).body.linkset;
  const pages = async () =>
    (await linkset())[0]["https://ref.gs1.org/voc/pip"].map(({ href }: { href: string }) => href);

  test("end at one page to choose on, where the product's owner's stands first, whoever was first", async () => {
    // Another's own product of this number, and a batch of it that is there before the owner's.
    await post("/v1/products", { id: "rivals-apple", name: "Apple", gtin: "9520123456788" }, rival);
    const rivals = await batch({ productId: "rivals-apple", lot: "SHARED" }, rival);
    expect(await placeOf(link)).toEqual([307, `${PUBLIC_URL}/t/${rivals.batchCode}`]);
    // Whoever was lent a product does not own it.
    const borrower = (await api.account("supplier", "Red Brook")).token;
    const lent = await api.call("POST", "/v1/products/apple/loans", { token: farm, body: { to: "all" } });
    expect(lent.status).toBe(201);
    const lender = await batch({ productId: "apple", lot: "SHARED" }, borrower);
    const owners = await batch({ productId: "apple", lot: "SHARED" });

    for (const accept of ["text/html", "*/*"]) {
      const { status, headers } = await api.call("GET", link, { headers: { accept } });
      expect([status, headers.get("location")]).toEqual([307, choice]);
    }
    const ordered = [owners, rivals, lender].map(({ batchCode }) => `${PUBLIC_URL}/t/${batchCode}`);
    expect(await pages()).toEqual(ordered);
    const [lots, product] = await linkset();
    expect(lots["https://ref.gs1.org/voc/defaultLink"]).toEqual([{ href: choice, title: expect.any(String) }]);
    expect(lots["https://ref.gs1.org/voc/pip"][0].title).toBe(`Apple · Green Valley · ${owners.batchCode}`);
    expect([lots.anchor, product.anchor]).toEqual([PUBLIC_URL + link, `${PUBLIC_URL}/01/${APPLE}`]);
    const asked = await get(`${link}?linkType=gs1:pip`);
    expect([asked.status, asked.headers.get("location")]).toEqual([300, null]);
    expect(asked.body.linkset[0]["https://ref.gs1.org/voc/pip"]).toHaveLength(3);
  });

  test("are as many as are told, however many somebody makes", async () => {
    for (let count = 0; count < 12; count++) await batch({ productId: "rivals-apple", lot: "SHARED" }, rival);
    const told = await pages();
    expect(told).toHaveLength(12);
    expect(new Set(told).size).toBe(12);
    expect(told[0]).toMatch(/\/t\/SHARED-[A-Z2-7]{6}$/);
  });

  test("are those whose public record says so, and of this number alone", async () => {
    await batch({ productId: "apple", lot: "ALONE" });
    await batch({ productId: "apple", lot: "ALONE", restricted: true }, farm);
    await batch({ productId: "pear", lot: "ALONE" }, farm);
    await batch({ lot: "ALONE" }, rival);
    expect(await placeOf(`/01/${APPLE}/10/ALONE`)).toEqual([307, `${PUBLIC_URL}/t/ALONE`]);
  });

  test("are one again when the others are of a withheld or another lot; a code is a lot where none is given", async () => {
    const coded = await batch({ productId: "apple", batchCode: "CODE-1" });
    expect(await placeOf(`/01/${APPLE}/10/CODE-1`)).toEqual([307, `${PUBLIC_URL}/t/${coded.batchCode}`]);
    const named = await batch({ productId: "apple", batchCode: "CODE-2", lot: "OTHER" });
    expect(await placeOf(`/01/${APPLE}/10/OTHER`)).toEqual([307, `${PUBLIC_URL}/t/${named.batchCode}`]);
    // The code of a batch that has a lot is no lot.
    expect(await placeOf(`/01/${APPLE}/10/CODE-2`)).toEqual([307, `${PUBLIC_URL}/t?gtin=${APPLE}&lot=CODE-2`]);
  });
});
