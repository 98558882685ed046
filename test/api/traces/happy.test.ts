import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, PUBLIC_URL, sha256, startApi } from "../support/api.ts";
import { CREATION, FARM, PRODUCT, TIME } from "../support/examples.ts";

let api: Api;
let producer: Awaited<ReturnType<Api["account"]>>;
let carrier: Awaited<ReturnType<Api["account"]>>;

beforeAll(async () => {
  api = await startApi();
  producer = await api.account("supplier", "Green Valley Growers");
  carrier = await api.account("logistics", "Fast Delivery Co.");
  const { token } = producer;
  expect((await api.call("POST", "/v1/products", { token, body: PRODUCT })).status).toBe(201);
  expect((await api.call("POST", "/v1/farms", { token, body: FARM })).status).toBe(201);
});
afterAll(() => api.close());

test("a creation is answered as the document prints it, with where it stands on chain", async () => {
  const { status, body } = await api.call("POST", "/v1/traces", { token: producer.token, body: CREATION });
  expect(status).toBe(201);
  const { data } = body;
  expect(body).toEqual({ status: "success", data: expect.anything() });
  expect(data).toEqual({
    ...CREATION,
    quantities: expect.objectContaining({ made: 1000, remaining: 1000, unit: "kg" }),
    id: expect.stringMatching(/^trace-[0-9a-f]{32}$/),
    batchCode: expect.stringMatching(/^AP20230515[A-Z]\d{6}$/),
    lot: null,
    qrCode: `${PUBLIC_URL}/qr/${data.batchCode}`,
    status: "active",
    contributions: "named",
    createdAt: expect.stringMatching(TIME),
    updatedAt: data.createdAt,
    chain: {
      batchId: expect.stringMatching(/^0x[0-9a-f]{64}$/),
      seq: 1,
      transactionHash: expect.stringMatching(/^0x[0-9a-f]{64}$/),
      blockNumber: expect.any(Number),
      actor: producer.user.address,
      digest: expect.stringMatching(/^0x[0-9a-f]{64}$/),
      status: "confirmed",
    },
  });
  expect(Object.keys(data).slice(0, 10)).toEqual([
    "id",
    "name",
    "description",
    "productId",
    "quantity",
    "unit",
    "batchCode",
    "qrCode",
    "status",
    "farmId",
  ]);
});

test("public answers carry a strong ETag and are not sent twice", async () => {
  await api.call("POST", "/v1/traces", { token: producer.token, body: { ...CREATION, batchCode: "ETAG-1" } });
  for (const path of ["/v1/traces/public/ETAG-1", "/v1/traces/public/ETAG-1/proof"]) {
    const first = await api.call("GET", path);
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toBe(`"${Buffer.from(sha256(first.text), "hex").toString("base64url")}"`);
    expect(first.headers.get("cache-control")).toBe("no-cache");
    const again = await api.call("GET", path, { headers: { "if-none-match": `"other", W/${etag}` } });
    expect([again.status, again.text]).toEqual([304, ""]);
  }
});

test("the same idempotency key gives the same answer, and another request under it is refused", async () => {
  const headers = { "idempotency-key": "key-1" };
  const first = await api.call("POST", "/v1/traces", { token: producer.token, body: CREATION, headers });
  const events = `/v1/traces/${first.body.data.id}/events`;
  const event = { token: producer.token, body: { type: "storage" }, headers: { "idempotency-key": "key-2" } };
  const [one, two] = await Promise.all([api.call("POST", events, event), api.call("POST", events, event)]);
  expect(one.body).toEqual(two.body);

  const again = await api.call("POST", "/v1/traces", { token: producer.token, body: CREATION, headers });
  expect(again.status).toBe(201);
  expect({ ...again.body.data, chain: null }).toEqual({ ...first.body.data, chain: null });
  expect(again.body.data.chain.digest).toBe(first.body.data.chain.digest);
  const other = await api.call("POST", "/v1/traces", {
    token: producer.token,
    body: { ...CREATION, name: "Another" },
    headers,
  });
  expect([other.status, other.body.code]).toEqual([409, "RESOURCE_CONFLICT"]);
  const elsewhere = await api.call("POST", "/v1/products", { token: producer.token, body: { name: "P" }, headers });
  expect(elsewhere.status).toBe(409);
  const carriers = await api.call("POST", "/v1/traces", { token: carrier.token, body: CREATION, headers });
  expect(carriers.status).toBe(403);
});

test("a write that does not wait is answered 202 with where to ask for it", async () => {
  const written = await api.call("POST", "/v1/traces", {
    token: producer.token,
    body: CREATION,
    headers: { prefer: "respond-async" },
  });
  expect(written.status).toBe(202);
  const location = written.headers.get("location") ?? "";
  expect(location).toBe(`/v1/operations/${written.body.data.id}`);
  await expect
    .poll(async () => (await api.call("GET", location, { token: producer.token })).body.data.chain?.seq)
    .toBe(1);
  expect((await api.call("GET", location, { token: carrier.token })).status).toBe(404);
});
