import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, PUBLIC_URL, sha256, startApi } from "./support/api.ts";
import { PNG } from "./support/examples.ts";

let api: Api;
let token: string;
beforeAll(async () => {
  api = await startApi();
  token = (await api.account("supplier")).token;
});
afterAll(() => api.close());

const post = (path: string, body: unknown, as = token, headers = {}) =>
  api.call("POST", path, { token: as, body, headers });
const store = async (body: Uint8Array, type: string, query = "") =>
  (await api.call("POST", `/v1/attachments${query}`, { token, body, headers: { "content-type": type } })).body.data.url;

describe("happy", () => {
  test("products and farms are created, got and listed", async () => {
    const image = await store(PNG, "image/png");
    const product = {
      id: "prod-1",
      name: "Tomato",
      description: "Red",
      gtin: "09520123456788",
      image,
      nutritionalInfo: { calories: 18 },
      storageGuide: "Cool",
    };
    const created = await post("/v1/products", product);
    expect([created.status, created.body]).toEqual([
      201,
      {
        status: "success",
        data: {
          ...product,
          limits: [],
          ownerId: expect.stringMatching(/^user-\d+$/),
          createdAt: expect.any(String),
          updatedAt: created.body.data.createdAt,
        },
      },
    ]);
    expect((await api.call("GET", "/v1/products/prod-1", { token })).body).toEqual(created.body);

    const farm = { name: "North Farm", location: "山东", owner: "The owner", certifications: ["GAP"] };
    const { data } = (await post("/v1/farms", farm)).body;
    expect(data).toMatchObject({ ...farm, id: expect.stringMatching(/^farm-[0-9a-f]{16}$/) });
    const list = await api.call("GET", "/v1/farms?search=north&limit=5", { token });
    expect(list.body).toEqual({
      status: "success",
      data: [data],
      meta: { page: 1, limit: 5, totalItems: 1, totalPages: 1, nextCursor: null },
    });
    expect((await post("/v1/products", { name: "Bare" })).body.data).toMatchObject({
      id: expect.stringMatching(/^prod-[0-9a-f]{16}$/),
      image: null,
      nutritionalInfo: {},
    });
  });

  test("a product's picture goes into the record, and so into proof and public query", async () => {
    const image = await store(PNG, "image/png");
    await post("/v1/products", { id: "prod-pic", name: "Pictured", image });
    const batch = { name: "B", quantity: 1, unit: "piece", productId: "prod-pic", batchCode: "PIC-1" };
    expect((await post("/v1/traces", batch)).status).toBe(201);
    expect((await api.call("GET", "/v1/traces/public/PIC-1")).body.data.productImage).toBe(image);
    const { data: proof } = (await api.call("GET", "/v1/traces/public/PIC-1/proof")).body;
    expect(proof.attachments).toEqual({ [`0x${sha256(PNG)}`]: { status: "public", url: image } });
  });

  test("a retry with its key is the same product", async () => {
    const headers = { "idempotency-key": "product-1" };
    const [first, twin] = await Promise.all([
      post("/v1/products", { name: "Once" }, token, headers),
      post("/v1/products", { name: "Once" }, token, headers),
    ]);
    expect(twin.body).toEqual(first.body);
    expect((await post("/v1/products", { name: "Once" }, token, headers)).body).toEqual(first.body);
    expect((await post("/v1/products", { name: "Other" }, token, headers)).status).toBe(409);
    expect((await post("/v1/farms", { name: "Once" }, token, headers)).status).toBe(409);
    expect((await api.call("GET", "/v1/products?search=Once", { token })).body.meta.totalItems).toBe(1);
  });
});

describe("a product's limits", () => {
  const change = (id: string, body: unknown, as = token, headers = {}) =>
    api.call("PATCH", `/v1/products/${id}`, { token: as, body, headers });
  const limit = (min: string, max: string) => ({ type: "temperature", unit: "CEL", min, max });

  test("are changed by its owner, and hold for readings that come then", async () => {
    const told = { name: "Vaccine", description: "Keep cold", limits: [limit("2", "8")] };
    const { id } = (await post("/v1/products", told)).body.data;
    const batch = { name: "Vaccine", quantity: 10, unit: "piece", productId: id };
    const trace = (await post("/v1/traces", batch)).body.data;
    const excursions = async (minute: string) => {
      const reading = { time: `2026-03-01T08:${minute}:00Z`, sensor: "t", type: "temperature", value: 10, unit: "°C" };
      const { data } = (await post(`/v1/traces/${trace.id}/readings`, { readings: [reading] })).body;
      return data.excursionCount;
    };
    expect(await excursions("00")).toBe(1);
    const wider = [{ type: "temperature", min: 2, max: 15, unit: "°C" }];
    const key = { "idempotency-key": `wider-${id}` };
    const changed = await change(id, { limits: wider }, token, key);
    expect([changed.status, changed.body.data]).toMatchObject([
      200,
      { id, name: "Vaccine", description: "Keep cold", limits: [limit("2", "15")] },
    ]);
    expect((await api.call("GET", `/v1/products/${id}`, { token })).body.data).toEqual(changed.body.data);
    expect(await excursions("01")).toBe(0);
    // The same request again changes nothing that was changed since.
    expect((await change(id, { limits: null, storageGuide: "15 °C" })).body.data.limits).toEqual([]);
    const again = await change(id, { limits: wider }, token, key);
    expect(again.body.data).toMatchObject({ limits: [], storageGuide: "15 °C" });
    expect((await change(id, { limits: [] }, token, key)).status).toBe(409);
    // What it is found by follows.
    await change(id, { description: "Deepfrozen" });
    const found = async (search: string) =>
      (await api.call("GET", `/v1/products?search=${search}`, { token })).body.meta.totalItems;
    expect([await found("Deepfrozen"), await found("Keep%20cold")]).toEqual([1, 0]);
  });

  test("are nobody else's to change, and no nonsense", async () => {
    await post("/v1/products", { id: "prod-limits", name: "Milk", limits: [limit("2", "8")] });
    const { token: other } = await api.account("supplier");
    expect((await change("prod-limits", { limits: [] }, other)).status).toBe(403);
    expect((await change("prod-none", { limits: [] })).status).toBe(404);
    for (const limits of [[limit("8", "2")], [{ type: "temperature", unit: "CEL" }], "cold"]) {
      expect((await change("prod-limits", { limits })).status).toBe(422);
    }
    expect((await change("prod-limits", {})).body.details).toEqual([
      { field: "body", message: "There is nothing to change" },
    ]);
    const { data } = (await api.call("GET", "/v1/products/prod-limits", { token })).body;
    expect(data.limits).toEqual([limit("2", "8")]);
  });
});

describe("error", () => {
  test("what breaks a rule, is taken, or is not there is refused", async () => {
    expect((await post("/v1/products", {})).body.details).toEqual([{ field: "name", message: "Name is required" }]);
    expect((await post("/v1/products", { id: "../x", name: "x" })).status).toBe(422);
    expect((await post("/v1/farms", { name: "x", certifications: "GAP" })).status).toBe(422);
    await post("/v1/farms", { id: "farm-1", name: "x" });
    const taken = await post("/v1/farms", { id: "farm-1", name: "y" });
    expect([taken.status, taken.body.code, taken.body.details[0].field]).toEqual([409, "RESOURCE_CONFLICT", "id"]);
    const missing = await api.call("GET", "/v1/farms/farm-none", { token });
    expect([missing.status, missing.body.message]).toEqual([404, "Farm not found"]);
    expect((await api.call("GET", "/v1/products?page=-1", { token })).status).toBe(422);
    expect((await api.call("PUT", "/v1/products/prod-1", { token, body: {} })).headers.get("allow")).toBe(
      "GET, HEAD, PATCH",
    );
  });

  test("a picture is a public picture of ours", async () => {
    const plain = { create: { width: 2, height: 2, channels: 3, background: "red" } } as const;
    const restricted = new Uint8Array(await sharp(plain).png().toBuffer());
    const images = [
      "https://example.com/elsewhere.png",
      `${PUBLIC_URL}/v1/attachments/${"0".repeat(64)}`,
      await store(new TextEncoder().encode("no picture"), "text/plain"),
      await store(restricted, "image/png", "?restricted=true"),
    ];
    for (const image of images) {
      const { status, body } = await post("/v1/products", { name: "x", image });
      expect([status, body.details[0].field]).toEqual([422, "image"]);
    }
  });
});

describe("security", () => {
  test("only signed-in accounts with a role create; every signed-in account reads", async () => {
    const { token: nobody } = await api.account("unauth");
    expect((await post("/v1/products", { name: "x" }, nobody)).body.code).toBe("PERMISSION_DENIED");
    expect((await api.call("GET", "/v1/products", { token: nobody })).status).toBe(200);
    for (const path of ["/v1/products", "/v1/products/prod-1", "/v1/farms"]) {
      expect((await api.call("GET", path)).status).toBe(401);
    }
    expect((await api.call("POST", "/v1/farms", { body: { name: "x" } })).status).toBe(401);
  });

  test("searches are texts and nothing else", async () => {
    await post("/v1/farms", { name: "100%_farm" });
    const count = async (search: string) =>
      (await api.call("GET", `/v1/farms?search=${encodeURIComponent(search)}`, { token })).body.meta.totalItems;
    expect(await count("%_")).toBe(1);
    expect(await count("' OR 1=1 --")).toBe(0);
  });
});
