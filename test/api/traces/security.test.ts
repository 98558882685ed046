import { encodeBytes32String } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RecordDocument } from "../../../domain/records/record-document.ts";
import { sealDocument } from "../../../proof/document.ts";
import { type Api, keyOf, startApi } from "../support/api.ts";

type Account = Awaited<ReturnType<Api["account"]>>;
let api: Api;
let producer: Account;
let rival: Account;
let inspector: Account;
let regulator: Account;
beforeAll(async () => {
  api = await startApi();
  producer = await api.account("supplier", "Green Valley Growers");
  rival = await api.account("supplier", "Rival Growers");
  inspector = await api.account("inspector");
  regulator = await api.account("regulator");
});
afterAll(() => api.close());

const BATCH = { name: "Apples", quantity: 1, unit: "kg" };
const create = async (change: object, as = producer) => {
  const { body, text } = await api.call("POST", "/v1/traces", { token: as.token, body: { ...BATCH, ...change } });
  if (!body.data) throw new Error(text);
  return body.data;
};
const addEvent = (id: string, body: object, as = producer) =>
  api.call("POST", `/v1/traces/${id}/events`, { token: as.token, body });

test("a restricted event is withheld from the public, from the proof and from other firms, and told to be", async () => {
  const file = await api.call("POST", "/v1/attachments?restricted=true", {
    token: producer.token,
    body: "a secret recipe",
    headers: { "content-type": "text/plain" },
  });
  const batch = await create({ batchCode: "SECRET-1" });
  const added = await addEvent(batch.id, {
    type: "washing",
    date: "2023-01-02T03:04:05Z",
    title: "Hidden title",
    description: "Hidden description",
    location: "Hidden place",
    operatorId: "user-hidden",
    details: { facility: "Hidden plant" },
    attachments: [
      { type: "document", url: file.body.data.url, title: "Hidden file" },
      { type: "image", url: "https://hidden.example/picture.jpg", title: "Hidden picture" },
    ],
    restricted: true,
  });
  expect(added.status).toBe(201);
  const events = `/v1/traces/${batch.id}/events`;
  const secret = new RegExp(`hidden|washing|2023-01-02|${file.body.data.sha256}`, "i");

  const shown = await api.call("GET", "/v1/traces/public/SECRET-1");
  expect(shown.text).not.toMatch(secret);
  expect(shown.body.data.journey[1]).toEqual({
    stage: "Processing",
    description: null,
    image: null,
    location: null,
    date: added.body.data.createdAt.slice(0, 10),
    withheld: true,
    by: expect.objectContaining({ address: producer.user.address, capacity: "holder" }),
    recordedAt: added.body.data.createdAt,
    chain: expect.objectContaining({ seq: 2 }),
  });
  const { data: proof, ...rest } = (await api.call("GET", "/v1/traces/public/SECRET-1/proof")).body;
  expect(JSON.stringify([proof, rest])).not.toMatch(secret);
  expect(proof.documents[added.body.data.chain.digest]).toEqual({
    status: "restricted",
    cid: expect.stringMatching(/^bafkrei/),
  });
  expect(proof.attachments).toEqual({});
  for (const path of [events, `/v1/traces/${batch.id}`]) {
    expect((await api.call("GET", path, { token: rival.token })).text).not.toMatch(secret);
    for (const reader of [producer, inspector, regulator]) {
      expect((await api.call("GET", path, { token: reader.token })).text).toMatch(/hidden/i);
    }
  }
  const withheld = (await api.call("GET", events, { token: rival.token })).body.data.find(
    (event: { chain: { seq: number } }) => event.chain.seq === 2,
  );
  expect(withheld).toMatchObject({
    type: "processing",
    withheld: true,
    visibility: "restricted",
    title: "",
    details: {},
  });
  expect((await api.call("GET", `${events}?type=washing`, { token: rival.token })).body.meta.totalItems).toBe(0);
});

test("a restricted description is in no list, no search and no public answer", async () => {
  const batch = await create({
    name: "Confidential cultivar",
    description: "Unannounced",
    restricted: true,
    batchCode: "SECRET-2",
  });
  expect(batch.name).toBe("Confidential cultivar");
  const list = (query: string, as: Account) => api.call("GET", `/v1/traces?${query}`, { token: as.token });
  expect((await list("search=confidential", rival)).body.meta.totalItems).toBe(0);
  const found = await list("search=SECRET-2", rival);
  expect(found.body.data[0]).toMatchObject({ id: batch.id, name: null, description: null, withheld: true });
  expect((await list("search=SECRET-2", producer)).body.data[0].name).toBe("Confidential cultivar");
  for (const path of ["/v1/traces/public/SECRET-2", "/v1/traces/public/SECRET-2/proof"]) {
    expect((await api.call("GET", path)).text).not.toMatch(/confidential|unannounced/i);
  }
  expect((await api.call("GET", "/v1/traces/public/SECRET-2")).body.data).toMatchObject({
    productName: null,
    withheld: true,
  });
});

test("repeating the digest of another's restricted record opens it to nobody", async () => {
  const batch = await create({ batchCode: "SECRET-3", contributions: "open" });
  const added = await addEvent(batch.id, { type: "storage", description: "Stolen goods", restricted: true });
  const { digest } = added.body.data.chain;
  // The rival owns the address of its line, so the line itself has to come by the rival's own key.
  const wallet = await keyOf(api, rival.user.id);
  await api.chain.rpc.call("hardhat_setBalance", [wallet.address, "0xde0b6b3a7640000"]);
  const trace = api.chain.trace.connect(
    wallet.connect(api.chain.trace.runner?.provider ?? null),
  ) as typeof api.chain.trace;
  const other = await create({ batchCode: "SECRET-4" }, rival);
  await (await trace.getFunction("record")(other.chain.batchId, encodeBytes32String("storage"), digest)).wait();
  await (await trace.getFunction("record")(batch.chain.batchId, encodeBytes32String("storage"), digest)).wait();
  const events = (id: string) => api.call("GET", `/v1/traces/${id}/events`, { token: rival.token });
  await expect.poll(async () => (await events(other.id)).body.meta.totalItems).toBe(2);
  await expect.poll(async () => (await events(batch.id)).body.meta.totalItems).toBe(3);
  for (const id of [batch.id, other.id]) expect((await events(id)).text).not.toContain("Stolen goods");
});

test("an amendment replaces what is shown, and one that is withheld withholds it", async () => {
  const batch = await create({ batchCode: "AMEND-1", description: "As first told" });
  await addEvent(batch.id, { type: "cleaning", description: "Washed in cold water", date: "2023-05-16T09:00:00Z" });
  await addEvent(batch.id, { type: "quality-test", status: "failed", description: "Residues" }, inspector);
  const wallet = await keyOf(api, producer.user.id);
  await api.chain.rpc.call("hardhat_setBalance", [wallet.address, "0xde0b6b3a7640000"]);
  const trace = api.chain.trace.connect(
    wallet.connect(api.chain.trace.runner?.provider ?? null),
  ) as typeof api.chain.trace;
  const lines = await api.services.mirror.linesOf(batch.chain.batchId);

  async function amend(seq: number, change: object, restricted: boolean) {
    const original = lines[seq - 1]?.document as RecordDocument;
    const { format, salt, code } = original;
    const content =
      "step" in original
        ? { step: { ...original.step, ...change } }
        : { batch: { ...(original as { batch: object }).batch, ...change } };
    const document = {
      format,
      salt,
      code,
      eventTime: "2023-06-01T00:00:00Z",
      record: "amendment",
      amends: seq,
      ...content,
    };
    const sealed = sealDocument(document as RecordDocument);
    await api.services.objects.put(sealed.bytes, { restricted });
    await (await trace.getFunction("amend")(batch.chain.batchId, seq, 0, sealed.digest)).wait();
  }
  await amend(1, { description: "As amended", state: "completed" }, false);
  await amend(2, { description: "Washed in warm water" }, false);
  await amend(3, { description: "All is well", details: { status: "passed" } }, false);

  const get = async () => (await api.call("GET", `/v1/traces/${batch.id}`, { token: rival.token })).body.data;
  await expect.poll(async () => (await api.services.mirror.linesOf(batch.chain.batchId)).length).toBe(6);
  expect(await get()).toMatchObject({
    description: "As amended",
    status: "completed",
    processing: [{ type: "cleaning" }],
  });
  // The inspector's line is not the custodian's to amend: its text stands as it was told.
  expect((await get()).qualityTests).toMatchObject([{ status: "failed", results: "Residues" }]);
  const { data: events } = (await api.call("GET", `/v1/traces/${batch.id}/events`, { token: rival.token })).body;
  // His words on it stand by themselves, under his own name.
  expect(events.map(({ type }: { type: string }) => type)).toContain("amendment");
  expect(events).toHaveLength(4);
  expect(events[0]).toMatchObject({
    type: "cleaning",
    date: "2023-05-16T09:00:00Z",
    description: "Washed in warm water",
    amendedBy: { seq: 5 },
    chain: { seq: 2 },
  });
  const { data: journey } = (await api.call("GET", "/v1/traces/public/AMEND-1")).body;
  // Both texts stay, the earlier one as history.
  const current = journey.journey.map(({ history: _, ...step }: { history?: unknown }) => step);
  expect(JSON.stringify({ ...journey, journey: current })).not.toMatch(/cold water|As first told/);
  expect(JSON.stringify(journey.journey)).toMatch(/As first told.*cold water/);
  expect(journey.status).toBe("completed");

  await amend(2, { description: "Washed in secret" }, true);
  await expect.poll(async () => (await api.call("GET", "/v1/traces/public/AMEND-1")).text).not.toMatch(/warm water/);
  expect((await api.call("GET", "/v1/traces/public/AMEND-1")).text).not.toMatch(/secret|cold water/);
});

test("searches are texts and nothing else", async () => {
  const name = "100% _pure_ \\juice' OR 1=1 --";
  await create({ name, batchCode: "LIKE-1" });
  await create({ name: "1000 pure juices", batchCode: "LIKE-2" });
  const count = async (search: string) =>
    (await api.call("GET", `/v1/traces?search=${encodeURIComponent(search)}`, { token: rival.token })).body.meta
      .totalItems;
  expect(await count("100%")).toBe(1);
  expect(await count("_pure_")).toBe(1);
  expect(await count("\\juice' OR 1=1 --")).toBe(1);
  expect(await count("'; DROP TABLE batches; --")).toBe(0);
  expect(await count("%")).toBe(1);
  expect(await count("pure")).toBe(2);
  expect((await api.call("GET", "/v1/traces?search=%00", { token: rival.token })).status).toBe(422);
});

test("any text survives the way to the record and back, but for what is not text in it", async () => {
  const text = "溯源 🍎 ‮right to left‬ e\u0301 <script>alert(1)</script> {{y}} \u2028 \"quoted\" 'single'\n\t";
  const attributes = {
    constructor: "c",
    toString: "s",
    溯源: [1, { nested: null, deep: [true, 0.1, 1e21] }],
    "": "empty",
  };
  const batch = await create({ name: "Texts", description: `x${text}x`, attributes, batchCode: "a/b?c#d%20&e" });
  const told = text.replace(/[\u202e\u202c\u2028]/g, "");
  expect(batch).toMatchObject({ description: `x${told}x`, attributes });
  const code = encodeURIComponent("a/b?c#d%20&e");
  expect(batch.qrCode).toBe(`https://trace.example/qr/${code}`);
  expect((await api.call("GET", `/v1/traces/public/${code}`)).body.data.batchCode).toBe("a/b?c#d%20&e");
  expect((await api.call("GET", `/v1/traces/public/${code}/proof`)).body.data.batch.code).toBe("a/b?c#d%20&e");
  expect((await api.call("GET", `/qr/${code}`)).status).toBe(200);
});

test("names that JavaScript gives a meaning to are refused, wherever they stand", async () => {
  for (const body of [
    '{"name":"x","quantity":1,"unit":"kg","__proto__":{"restricted":true}}',
    '{"name":"x","quantity":1,"unit":"kg","attributes":{"a":[{"__proto__":{"b":1}}]}}',
  ]) {
    const headers = { "content-type": "application/json" };
    expect((await api.call("POST", "/v1/traces", { token: producer.token, body, headers })).status).toBe(400);
  }
  expect(({} as { b?: number }).b).toBeUndefined();
});

test("identifiers lead nowhere but to what they name", async () => {
  for (const id of [
    "..",
    "%2e%2e%2fhealthz",
    "trace-",
    "trace-%25",
    "%00",
    "__proto__",
    "constructor",
    "'%20OR%201=1",
    "x".repeat(5000),
  ]) {
    const { status, body } = await api.call("GET", `/v1/traces/${id}`, { token: producer.token });
    if (id === "..") continue;
    expect([status, body.code]).toEqual([404, "RESOURCE_NOT_FOUND"]);
  }
  for (const code of ["%E0%A4%A", "%00", "constructor", "<script>"]) {
    expect((await api.call("GET", `/v1/traces/public/${code}`)).status).toBe(404);
  }
});

test("headers take nothing in that would break out of them", async () => {
  const headers = { "x-request-id": "a\tb<script>", "idempotency-key": "key with spaces" };
  const refused = await api.call("POST", "/v1/traces", { token: producer.token, body: BATCH, headers });
  expect([refused.status, refused.body.code]).toEqual([400, "MALFORMED_REQUEST"]);
  expect(refused.headers.get("x-request-id")).toMatch(/^[\w-]+$/);
  const long = { "idempotency-key": "k".repeat(256) };
  expect((await api.call("POST", "/v1/traces", { token: producer.token, body: BATCH, headers: long })).status).toBe(
    400,
  );
});

test("what an account may do is what the chain says now, not what it registered for", async () => {
  const dismissed = await api.account("supplier");
  const role = await api.chain.trace.getFunction("PRODUCER_ROLE")();
  await (await api.chain.trace.getFunction("revokeRole")(role, dismissed.user.address)).wait();
  const attempt = async () => (await api.call("POST", "/v1/traces", { token: dismissed.token, body: BATCH })).status;
  await expect.poll(attempt).toBe(403);
});
