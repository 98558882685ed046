import { afterAll, beforeAll, expect, test } from "vitest";
import { httpRpc } from "../../../proof/contract-reader.ts";
import { verifyProof } from "../../../proof/verify.ts";
import { admit } from "../support/admit.ts";
import { type Api, PUBLIC_URL, sha256, startApi } from "../support/api.ts";
import { CREATION, EVENT, FARM, PNG, PRODUCT, TIME } from "../support/examples.ts";

let api: Api;
let producer: Awaited<ReturnType<Api["account"]>>;
let carrier: Awaited<ReturnType<Api["account"]>>;
let inspector: Awaited<ReturnType<Api["account"]>>;

beforeAll(async () => {
  api = await startApi();
  producer = await api.account("supplier", "Green Valley Growers");
  carrier = await api.account("logistics", "Fast Delivery Co.");
  inspector = await api.account("inspector", "Food Safety Lab");
  const { token } = producer;
  expect((await api.call("POST", "/v1/products", { token, body: PRODUCT })).status).toBe(201);
  expect((await api.call("POST", "/v1/farms", { token, body: FARM })).status).toBe(201);
});
afterAll(() => api.close());

test("a whole journey is told by list, detail, events and the public query, and its proof holds", async () => {
  const stored = await api.call("POST", "/v1/attachments", {
    token: producer.token,
    body: PNG,
    headers: { "content-type": "image/png" },
  });
  expect(stored.status).toBe(201);
  expect(stored.body.data).toEqual({
    sha256: sha256(PNG),
    size: PNG.length,
    mediaType: "image/png",
    cid: expect.stringMatching(/^bafkrei/),
    url: `${PUBLIC_URL}/v1/attachments/${sha256(PNG)}`,
    restricted: false,
  });

  const created = await api.call("POST", "/v1/traces", {
    token: producer.token,
    body: { ...CREATION, batchCode: "AP20230515A123" },
  });
  expect(created.status).toBe(201);
  const { id } = created.body.data;
  const events = `/v1/traces/${id}/events`;
  await admit(api, producer, id, carrier);

  const added = await api.call("POST", events, { token: producer.token, body: EVENT });
  expect(added.status).toBe(201);
  expect(added.body.data).toEqual({
    ...EVENT,
    id: expect.stringMatching(/^event-[0-9a-f]{32}-2$/),
    traceId: id,
    operatorName: "user-456",
    actor: expect.objectContaining({ address: producer.user.address, confirmed: false }),
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
  expect(list.body.meta).toEqual({ page: 1, limit: 10, totalItems: 1, totalPages: 1, nextCursor: null });
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
  expect(verification.verdict).toBe("verified");
});
