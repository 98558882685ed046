/** The document's endpoints in the order in which a producer and an inspector use them. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, PUBLIC_URL, sha256, startApi } from "../support/api.ts";
import { TIME } from "../support/examples.ts";
import { announcement, BATCH_ID, HASH, join, type Member, newBatch, PASSWORD, PDF, pathOf, report } from "./support.ts";

let api: Api;
let producer: Member;
let inspector: Member;
beforeAll(async () => {
  api = await startApi();
  producer = await join(api, "Producer");
  inspector = await join(api, "Inspector");
});
afterAll(() => api.close());

const METADATA = {
  name: "Tomato 番茄",
  description: "Greenhouse 3",
  quantity: 120.5,
  unit: "kg",
  harvest_date: "2025-05-20",
  variety: "Roma",
  nested: { lots: [1, 2.5, { deep: null }], "odd/key~": "", emoji: "🍅" },
  constructor: "a word like any other",
};

test("registration answers with the user's fields, and log-in with a token", async () => {
  const body = { email: "Grower@Example.com", password: PASSWORD, role: "Producer" };
  const registered = await api.call("POST", "/auth/register", { body });
  expect(registered.status).toBe(201);
  const user = {
    id: expect.stringMatching(/^user-\d+$/),
    email: body.email,
    role: "Producer",
    wallet: null,
    wallet_proved: false,
  };
  expect(registered.body).toEqual({ user });

  const loggedIn = await api.call("POST", "/auth/login", {
    body: { email: " grower@example.COM ", password: PASSWORD },
  });
  expect(loggedIn.status).toBe(200);
  expect(loggedIn.body).toEqual({
    access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    token_type: "Bearer",
    expires_in: expect.any(Number),
    user: registered.body.user,
  });
  expect(loggedIn.headers.get("cache-control")).toBe("no-store");
});

test.each([
  ["Producer", "PRODUCER_ROLE"],
  ["inspector", "INSPECTOR_ROLE"],
  ["PROCESSOR", "PROCESSOR_ROLE"],
  ["Carrier", "CARRIER_ROLE"],
  ["Retailer", "RETAILER_ROLE"],
  ["Regulator", "REGULATOR_ROLE"],
])("the role %s is granted on chain", async (role, constant) => {
  const { user, email } = await join(api, role);
  expect(user.role).toBe(role[0]?.toUpperCase() + role.slice(1).toLowerCase());
  const account = await api.services.accounts.byIdentifier(email);
  const identifier = await api.chain.trace.getFunction(constant)();
  expect(await api.chain.trace.getFunction("hasRole")(identifier, account?.address)).toBe(true);
});

test("without a role an account has none, and may read", async () => {
  const { user, token } = await join(api);
  expect(user.role).toBeNull();
  const { id } = await newBatch(api, producer.token);
  expect((await api.call("GET", `/batches/${id}`, { token })).status).toBe(200);
});

test("an account of this document logs in by the others, and the other way round", async () => {
  const there = await api.call("POST", "/api/auth/login", {
    body: { username: producer.email, password: PASSWORD },
  });
  expect(there.status).toBe(200);
  expect(there.body.user).toMatchObject({ email: producer.email, role: "supplier" });
  // What stands on journeys tells nothing of the address.
  expect(there.body.user.username).toMatch(/^producer-[0-9a-f]{12}$/);
  expect(there.body.user.name).toBe(there.body.user.username);
  const token = there.body.access_token;
  expect((await api.call("POST", "/batches", { token, body: { metadata: {} } })).status).toBe(201);

  const other = await api.account("inspector");
  const here = await api.call("POST", "/auth/login", {
    body: { email: `${other.username}@example.com`, password: other.password },
  });
  expect([here.status, here.body.user.role]).toEqual([200, "Inspector"]);
});

test("a batch is answered with the model's fields and where it stands on chain, its metadata as it was", async () => {
  const created = await api.call("POST", "/batches", { token: producer.token, body: { metadata: METADATA } });
  expect(created.status).toBe(201);
  expect(created.body).toEqual({
    id: expect.stringMatching(BATCH_ID),
    metadata: METADATA,
    status: "created",
    created_at: expect.stringMatching(TIME),
    owner_id: producer.user.id,
    tx_hash: expect.stringMatching(HASH),
    block_number: expect.any(Number),
  });
  const read = await api.call("GET", `/batches/${created.body.id}`, { token: inspector.token });
  expect([read.status, read.body]).toEqual([200, { ...created.body, inspections: [] }]);

  // The others understand what is told plainly.
  const traced = await api.call("GET", `/v1/traces/${created.body.id}`, { token: producer.token });
  expect(traced.body.data).toMatchObject({
    name: METADATA.name,
    description: METADATA.description,
    quantity: 120.5,
    unit: "kg",
    harvestDate: "2025-05-20T00:00:00Z",
    attributes: METADATA,
  });
  const receipt = await api.chain.rpc.receipt(created.body.tx_hash);
  expect(receipt?.blockNumber).toBe(created.body.block_number);
});

test.each([
  [{}],
  [{ name: "" }],
  [{ name: 5, quantity: "many", unit: ["kg"], harvest_date: "soon", description: null }],
  [{ quantity: 3 }],
  [{ quantity: 3, unit: "baskets" }],
  [{ quantity: -1, unit: "kg" }],
  [{ quantity: 0.0001, unit: "kg" }],
  [{ name: "x".repeat(300), harvest_date: "2999-01-01" }],
  [{ unit: "kg" }],
  [{ "": "empty", "'; DROP TABLE batches; --": "<script>alert(1)</script>" }],
])("metadata of any shape comes back as it was: %j", async (metadata) => {
  const { id, metadata: answered } = await newBatch(api, producer.token, metadata);
  expect(answered).toEqual(metadata);
  const read = await api.call("GET", `/batches/${id}`, { token: producer.token });
  expect(read.body.metadata).toEqual(metadata);
});

test("what is no text in metadata is left out, and takes no field with it", async () => {
  const { metadata } = await newBatch(api, producer.token, { "": "empty", "\u202e": "\u202eabc", "b\u200b": "1" });
  expect(metadata).toEqual({ "": "empty", "\ufffd": "abc", b: "1" });
});

test("a report goes to its presigned URL, and an inspection with it to the chain", async () => {
  const { id } = await newBatch(api, producer.token);
  const asked = await api.call("POST", "/upload", { token: inspector.token, body: announcement(PDF) });
  expect(asked.status).toBe(200);
  const digest = sha256(PDF);
  expect(asked.body).toEqual({
    upload_url: expect.stringMatching(new RegExp(`^${PUBLIC_URL}/uploads/${digest}\\?`)),
    method: "PUT",
    headers: { "Content-Type": "application/pdf" },
    file_url: `${PUBLIC_URL}/v1/attachments/${digest}`,
    expires_at: expect.stringMatching(TIME),
  });
  expect((await api.call("GET", pathOf(asked.body.file_url))).status).toBe(404);

  const put = await api.call("PUT", pathOf(asked.body.upload_url), { body: PDF, headers: asked.body.headers });
  expect([put.status, put.headers.get("etag")]).toEqual([200, `"${digest}"`]);
  expect(put.body).toEqual({
    file_url: asked.body.file_url,
    sha256: digest,
    size: PDF.length,
    content_type: "application/pdf",
  });
  const file = await api.app.request(pathOf(asked.body.file_url));
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(PDF);

  const submitted = await api.call("POST", `/batches/${id}/inspection`, {
    token: inspector.token,
    body: { result: "pass", file_url: asked.body.file_url },
  });
  expect(submitted.status).toBe(201);
  expect(submitted.body).toEqual({
    id: expect.stringMatching(/^insp-[0-9a-f]{32}-2$/),
    batch_id: id,
    result: "pass",
    file_url: asked.body.file_url,
    // In the zone of the place.
    insp_date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/),
    tx_hash: expect.stringMatching(HASH),
    block_number: expect.any(Number),
  });
  const read = await api.call("GET", `/batches/${id}`, { token: producer.token });
  expect(read.body).toMatchObject({ status: "passed", inspections: [submitted.body] });

  // The file is bound to the line by its digest.
  const events = await api.call("GET", `/v1/traces/${id}/events?type=inspection`, { token: producer.token });
  expect(events.body.data[0].attachments[0].url).toBe(asked.body.file_url);
  const [line] = (await api.services.mirror.linesOf(events.body.data[0].chain.batchId)).slice(-1);
  expect(line?.document).toMatchObject({ record: "inspection", verdict: "pass" });
  expect(JSON.stringify(line?.document)).toContain(`0x${digest}`);
  expect(Number(line?.args.verdict)).toBe(1);
});

test("a failed inspection, reported elsewhere, follows a passed one", async () => {
  const { id } = await newBatch(api, producer.token);
  const first = await report(api, inspector.token);
  const submit = (result: string, file_url: string) =>
    api.call("POST", `/batches/${id}/inspection`, { token: inspector.token, body: { result, file_url } });
  await submit("pass", first);
  const link = "https://lab.example/报告.pdf?id=1#p2";
  expect((await submit("fail", link)).body).toMatchObject({ result: "fail", file_url: link });
  const { body } = await api.call("GET", `/batches/${id}`, { token: producer.token });
  expect(body.status).toBe("failed");
  expect(body.inspections.map((inspection: { result: string }) => inspection.result)).toEqual(["pass", "fail"]);
});

test("a batch of another document and one of a bare wallet are shown too", async () => {
  const other = await api.account("supplier");
  const traced = await api.call("POST", "/v1/traces", {
    token: other.token,
    body: {
      name: "Apples",
      description: "Red",
      quantity: 7,
      unit: "box",
      attributes: { grade: "A" },
      certifications: ["organic"],
    },
  });
  const read = await api.call("GET", `/batches/${traced.body.data.id}`, { token: inspector.token });
  expect(read.body).toMatchObject({
    metadata: { name: "Apples", description: "Red", quantity: 7, unit: "box", certifications: ["organic"], grade: "A" },
    owner_id: `user-${other.user.id}`,
    status: "created",
  });

  const { wallet, trace } = await api.chain.actor(1, "producer");
  const landed = await (
    await trace.getFunction("create")("BARE-1", "0x4b474d", 2500, true, trace.runner, `0x${"5a".repeat(32)}`)
  ).wait();
  const id = `trace-${api.services.batchId("BARE-1").slice(2, 34)}`;
  await expect.poll(async () => (await api.call("GET", `/batches/${id}`, { token: inspector.token })).status).toBe(200);
  const bare = await api.call("GET", `/batches/${id}`, { token: inspector.token });
  expect(bare.body).toEqual({
    id,
    metadata: { batch_code: "BARE-1", quantity: 2.5, unit: "kg" },
    status: "created",
    created_at: expect.stringMatching(TIME),
    owner_id: wallet.address,
    tx_hash: landed.hash,
    block_number: landed.blockNumber,
    withheld: true,
    inspections: [],
  });
});

test("the same key is the same act, and for another body a conflict", async () => {
  const key = (name: string) => ({ "idempotency-key": name });
  const register = (body: object) => api.call("POST", "/auth/register", { body, headers: key("register") });
  const account = { email: "twice@example.com", password: PASSWORD, role: "Producer" };
  const [one, two] = await Promise.all([register(account), register(account)]);
  expect([one.status, two.status, two.body]).toEqual([201, 201, one.body]);
  expect(await register({ ...account, role: "Inspector" })).toMatchObject({ status: 409 });
  const guessed = await register({ ...account, password: "Secret124" });
  expect(guessed.body.errors).toEqual([{ detail: "This email is already registered", pointer: "#/email" }]);

  const create = (metadata: object) =>
    api.call("POST", "/batches", { token: producer.token, body: { metadata }, headers: key("batch") });
  const first = await create({ name: "Once" });
  expect((await create({ name: "Once" })).body).toEqual(first.body);
  expect((await create({ name: "Twice" })).status).toBe(409);

  const path = `/batches/${first.body.id}/inspection`;
  const submit = (result: string) =>
    api.call("POST", path, {
      token: inspector.token,
      body: { result, file_url: "https://lab.example/1.pdf" },
      headers: key("inspection"),
    });
  const inspected = await submit("pass");
  expect((await submit("pass")).body).toEqual(inspected.body);
  expect(await submit("fail")).toMatchObject({
    status: 409,
    body: { title: "Conflict", detail: "This Idempotency-Key was used for another request" },
  });

  const upload = (change: object) =>
    api.call("POST", "/upload", { token: inspector.token, body: announcement(PDF, change), headers: key("upload") });
  const url = await upload({});
  expect((await upload({})).body).toEqual(url.body);
  expect((await upload({ size: 1 })).status).toBe(409);
});

test("a write that does not wait is answered 202 with where to ask for it", async () => {
  const { status, headers, body } = await api.call("POST", "/batches", {
    token: producer.token,
    body: { metadata: { name: "Later" } },
    headers: { prefer: "respond-async" },
  });
  expect(status).toBe(202);
  expect(body).toEqual({
    id: expect.stringMatching(BATCH_ID),
    operation: {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      state: "waiting",
      url: `/v1/operations/${body.operation.id}`,
      typed_data: null,
      created_at: expect.any(String),
    },
  });
  expect(headers.get("location")).toBe(body.operation.url);
  await expect
    .poll(async () => (await api.call("GET", body.operation.url, { token: producer.token })).body.data.chain?.seq)
    .toBe(1);
});
