import { afterAll, beforeAll, expect, test } from "vitest";
import { httpRpc } from "../../proof/contract-reader.ts";
import { verifyProof } from "../../proof/verify.ts";
import { type Api, PUBLIC_URL, sha256, startApi } from "./support/api.ts";

let api: Api;
let producer: Awaited<ReturnType<Api["account"]>>;
let carrier: Awaited<ReturnType<Api["account"]>>;
let inspector: Awaited<ReturnType<Api["account"]>>;

beforeAll(async () => {
  api = await startApi();
  producer = await api.account("supplier", "Green Valley Growers");
  carrier = await api.account("logistics", "Fast Delivery Co.");
  inspector = await api.account("inspector", "Food Safety Lab");
  const product = await api.call("POST", "/v1/products", {
    token: producer.token,
    body: {
      id: "prod-apple-01",
      name: "Organic Red Apple",
      description: "Premium organic red apples grown with sustainable practices",
      nutritionalInfo: { servingSize: "1 medium apple (182g)", calories: 95 },
      storageGuide: "Best stored in refrigerator.",
    },
  });
  expect(product.status).toBe(201);
  const farm = await api.call("POST", "/v1/farms", {
    token: producer.token,
    body: {
      id: "farm-123",
      name: "Green Valley Farm",
      location: "California, USA",
      owner: "The owner",
      certifications: ["organic", "sustainable"],
    },
  });
  expect(farm.status).toBe(201);
});
afterAll(() => api.close());

/** The creation of the traces document. */
const CREATION = {
  name: "Apple Batch A123",
  description: "Organic Apples from Farm A",
  productId: "prod-apple-01",
  quantity: 1000,
  unit: "kg",
  farmId: "farm-123",
  harvestDate: "2023-05-15T08:00:00Z",
  certifications: ["organic", "pesticide-free"],
  attributes: { variety: "Red Delicious", grading: "Premium", packaging: "Wooden Crates" },
};

/** The event of the traces document. */
const EVENT = {
  type: "processing",
  date: "2023-05-19T10:00:00Z",
  title: "Heat Treatment",
  description: "Pasteurization process",
  location: "Processing Facility B",
  operatorId: "user-456",
  details: {
    method: "Steam Pasteurization",
    temperature: "75°C",
    duration: "15 minutes",
    equipment: "Pasteurizer Model P500",
  },
  attachments: [
    { type: "image", url: "https://example.com/images/pasteurization-123.jpg", title: "Pasteurization Process" },
    {
      type: "document",
      url: "https://example.com/docs/pasteurization-cert-123.pdf",
      title: "Pasteurization Certificate",
    },
  ],
};

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

test("a creation is answered as the document prints it, with where it stands on chain", async () => {
  const { status, body } = await api.call("POST", "/v1/traces", { token: producer.token, body: CREATION });
  expect(status).toBe(201);
  const { data } = body;
  expect(body).toEqual({ status: "success", data: expect.anything() });
  expect(data).toEqual({
    ...CREATION,
    id: expect.stringMatching(/^trace-[0-9a-f]{32}$/),
    batchCode: expect.stringMatching(/^AP20230515[A-Z]\d{6}$/),
    qrCode: `${PUBLIC_URL}/qr/${data.batchCode}`,
    status: "active",
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

test("a whole journey is told by list, detail, events and the public query, and its proof holds", async () => {
  const picture = new Uint8Array(
    Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    ),
  );
  const stored = await api.call("POST", "/v1/attachments", {
    token: producer.token,
    body: picture,
    headers: { "content-type": "image/png" },
  });
  expect(stored.status).toBe(201);
  expect(stored.body.data).toEqual({
    sha256: sha256(picture),
    size: picture.length,
    mediaType: "image/png",
    cid: expect.stringMatching(/^bafkrei/),
    url: `${PUBLIC_URL}/v1/attachments/${sha256(picture)}`,
    restricted: false,
  });

  const created = await api.call("POST", "/v1/traces", {
    token: producer.token,
    body: { ...CREATION, batchCode: "AP20230515A123" },
  });
  expect(created.status).toBe(201);
  const { id } = created.body.data;
  const events = `/v1/traces/${id}/events`;

  const added = await api.call("POST", events, { token: producer.token, body: EVENT });
  expect(added.status).toBe(201);
  expect(added.body.data).toEqual({
    ...EVENT,
    id: expect.stringMatching(/^event-[0-9a-f]{32}-2$/),
    traceId: id,
    operatorName: "user-456",
    attachments: EVENT.attachments.map((attachment, index) => ({
      id: expect.stringMatching(new RegExp(`^att-[0-9a-f]{32}-2-${index + 1}$`)),
      ...attachment,
    })),
    createdAt: expect.stringMatching(TIME),
    updatedAt: added.body.data.createdAt,
    chain: expect.objectContaining({ seq: 2, actor: producer.user.address }),
  });

  const add = async (token: string, body: object) => {
    const { status, text } = await api.call("POST", events, { token, body });
    expect(text).toContain('"success"');
    expect(status).toBe(201);
  };
  await add(producer.token, {
    type: "packaging",
    date: "2023-05-19T14:00:00Z",
    title: "Packed",
    description: "Vacuum sealed in biodegradable packaging",
    location: "Pack Fresh Ltd., California",
    details: { facility: "Pack Fresh Ltd.", method: "Vacuum Sealing" },
    attachments: [{ type: "image", url: stored.body.data.url, title: "Packed apples" }],
  });
  await add(carrier.token, {
    type: "transport",
    date: "2023-05-20T08:00:00Z",
    description: "Transported to distribution center",
    details: {
      vehicleId: "TRK-789",
      departureTime: "2023-05-20T08:00:00Z",
      arrivalTime: "2023-05-20T14:00:00Z",
      origin: "Farm Storage",
      destination: "Distribution Center",
      temperature: "4°C",
      conditions: "Refrigerated",
    },
  });
  await add(inspector.token, {
    type: "quality-test",
    date: "2023-05-18T10:00:00Z",
    description: "No residues detected",
    details: { type: "pesticide-residue", status: "passed", results: "No residues detected" },
  });
  await add(inspector.token, {
    type: "certification",
    date: "2023-05-20T09:00:00Z",
    title: "Organic Certified",
    details: {
      name: "Organic Certified",
      issuer: "USDA Organic",
      validUntil: "2024-01-01",
      image: stored.body.data.url,
    },
  });

  const list = await api.call("GET", "/v1/traces?search=AP20230515A123", { token: producer.token });
  expect(list.body.meta).toEqual({ page: 1, limit: 10, totalItems: 1, totalPages: 1 });
  expect(list.body.data[0]).toMatchObject({
    id,
    productName: "Organic Red Apple",
    farmName: "Green Valley Farm",
    processingIds: [expect.stringMatching(/^proc-[0-9a-f]{32}-2$/), expect.stringMatching(/^proc-[0-9a-f]{32}-3$/)],
    logisticsIds: [expect.stringMatching(/^log-[0-9a-f]{32}-4$/)],
    certifications: ["organic", "pesticide-free"],
  });

  const { data: detail } = (await api.call("GET", `/v1/traces/${id}`, { token: carrier.token })).body;
  expect(detail).toMatchObject({
    productName: "Organic Red Apple",
    farmDetails: { location: "California, USA", owner: "The owner", certifications: ["organic", "sustainable"] },
    harvestDate: "2023-05-15T08:00:00Z",
    attributes: CREATION.attributes,
    chain: { seq: 1 },
  });
  expect(detail.processing).toEqual([
    {
      id: list.body.data[0].processingIds[0],
      type: "processing",
      date: EVENT.date,
      facility: "Green Valley Growers",
      details: EVENT.details,
      chain: expect.objectContaining({ seq: 2 }),
    },
    {
      id: list.body.data[0].processingIds[1],
      type: "packaging",
      date: "2023-05-19T14:00:00Z",
      facility: "Pack Fresh Ltd.",
      details: { facility: "Pack Fresh Ltd.", method: "Vacuum Sealing" },
      chain: expect.objectContaining({ seq: 3 }),
    },
  ]);
  expect(detail.logistics).toEqual([
    {
      id: list.body.data[0].logisticsIds[0],
      type: "transport",
      carrier: "Fast Delivery Co.",
      vehicleId: "TRK-789",
      departureTime: "2023-05-20T08:00:00Z",
      arrivalTime: "2023-05-20T14:00:00Z",
      origin: "Farm Storage",
      destination: "Distribution Center",
      temperature: "4°C",
      conditions: "Refrigerated",
      chain: expect.objectContaining({ actor: carrier.user.address }),
    },
  ]);
  expect(detail.qualityTests).toEqual([
    {
      id: expect.stringMatching(/^qt-[0-9a-f]{32}-5$/),
      type: "pesticide-residue",
      date: "2023-05-18T10:00:00Z",
      laboratory: "Food Safety Lab",
      results: "No residues detected",
      status: "passed",
      chain: expect.objectContaining({ actor: inspector.user.address }),
    },
  ]);
  expect(detail.timeline.map((entry: { event: string }) => entry.event)).toEqual([
    "Harvested",
    "Tested",
    "Processed",
    "Packaged",
    "Shipped",
    "Certified",
  ]);

  const all = await api.call("GET", events, { token: carrier.token });
  expect(all.body.meta).toEqual({ totalItems: 6 });
  expect(all.body.data.map((event: { type: string }) => event.type)).toEqual([
    "creation",
    "quality-test",
    "processing",
    "packaging",
    "transport",
    "certification",
  ]);
  const filtered = await api.call("GET", `${events}?fromDate=2023-05-19&toDate=2023-05-19&sortDir=desc`, {
    token: carrier.token,
  });
  expect(filtered.body.data.map((event: { type: string }) => event.type)).toEqual(["packaging", "processing"]);
  expect((await api.call("GET", `${events}?type=transport`, { token: carrier.token })).body.meta.totalItems).toBe(1);

  const journey = await api.call("GET", "/v1/traces/public/AP20230515A123");
  expect(journey.headers.get("access-control-allow-origin")).toBe("*");
  expect(journey.body.data).toMatchObject({
    batchCode: "AP20230515A123",
    productName: "Organic Red Apple",
    productDescription: "Premium organic red apples grown with sustainable practices",
    productImage: null,
    producer: { name: "Green Valley Farm", location: "California, USA", certifications: ["organic", "sustainable"] },
    certifications: [
      { name: "Organic Certified", issuer: "USDA Organic", validUntil: "2024-01-01", image: stored.body.data.url },
    ],
    nutritionalInfo: { servingSize: "1 medium apple (182g)", calories: 95 },
    storageGuide: "Best stored in refrigerator.",
    verificationDate: expect.stringMatching(TIME),
  });
  expect(journey.body.data.journey.map(({ stage, date }: { stage: string; date: string }) => [stage, date])).toEqual([
    ["Farm", "2023-05-15"],
    ["Quality", "2023-05-18"],
    ["Processing", "2023-05-19"],
    ["Packaging", "2023-05-19"],
    ["Distribution", "2023-05-20"],
    ["Certification", "2023-05-20"],
  ]);
  expect(journey.body.data.journey[3]).toMatchObject({
    location: "Pack Fresh Ltd., California",
    description: "Vacuum sealed in biodegradable packaging",
    image: stored.body.data.url,
  });

  const proof = await api.call("GET", "/v1/traces/public/AP20230515A123/proof");
  expect(proof.body.data.actors[producer.user.address.toLowerCase()]).toEqual({
    name: "Green Valley Growers",
    roles: ["producer"],
  });
  const verification = await verifyProof(proof.body.data, {
    code: "AP20230515A123",
    rpc: httpRpc(api.chain.url),
    fetchBytes: async (url) =>
      new Uint8Array(await (await api.app.request(url.slice(PUBLIC_URL.length))).arrayBuffer()),
  });
  expect(verification.checks.filter((check) => check.outcome !== "passed")).toEqual([]);
  expect(verification.ok).toBe(true);
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
    .poll(async () => (await api.call("GET", location, { token: producer.token })).body.data.chain?.seq, {
      timeout: 10_000,
    })
    .toBe(1);
  expect((await api.call("GET", location, { token: carrier.token })).status).toBe(404);
});
