/** PATCH and DELETE of the traces document: nothing that was once recorded is lost by either. */
import { id } from "ethers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Api, startApi } from "../support/api.ts";
import { CREATION, TIME } from "../support/examples.ts";

const { productId: _, farmId: __, ...CREATE } = CREATION;
const PATCH = {
  name: "Updated Batch Name",
  description: "Updated description",
  status: "completed",
  attributes: { grading: "Super Premium", notes: "Exceptionally good quality" },
};

let api: Api;
let supplier: Awaited<ReturnType<Api["account"]>>;

beforeAll(async () => {
  api = await startApi();
  supplier = await api.account("supplier");
});
afterAll(() => api.close());

const create = async (more: object = {}) =>
  (await api.call("POST", "/v1/traces", { token: supplier.token, body: { ...CREATE, ...more } })).body.data;
const as = (method: string, path: string, more: object = {}, token = supplier.token) =>
  api.call(method, path, { token, ...more });

test("the documented change, field by field, is a new revision beside the old one", async () => {
  const created = await create();
  const changed = await as("PATCH", `/v1/traces/${created.id}`, { body: PATCH });
  expect(changed.status).toBe(200);
  expect(changed.body).toMatchObject({
    status: "success",
    data: {
      id: created.id,
      name: "Updated Batch Name",
      description: "Updated description",
      status: "completed",
      quantity: 1000,
      unit: "kg",
      batchCode: created.batchCode,
      certifications: ["organic", "pesticide-free"],
      attributes: {
        variety: "Red Delicious",
        grading: "Super Premium",
        packaging: "Wooden Crates",
        notes: "Exceptionally good quality",
      },
    },
  });
  expect(changed.body.data.updatedAt).toMatch(TIME);
  const shown = await as("GET", `/v1/traces/${created.id}`);
  expect(shown.body.data).toEqual(changed.body.data);

  const { body } = await as("GET", `/v1/traces/${created.id}/revisions`);
  expect(body.data).toMatchObject([
    { revision: 1, name: CREATE.name, status: "active", attributes: CREATE.attributes, chain: { seq: 1 } },
    { revision: 2, name: PATCH.name, status: "completed", chain: { seq: 2, actor: supplier.user.address } },
  ]);
  const found = await as("GET", "/v1/traces?status=completed&search=Updated");
  expect(found.body.data.map((batch: { id: string }) => batch.id)).toEqual([created.id]);
});

test("what is left out stays; null takes an attribute away; a harvest date can be taken back", async () => {
  const created = await create();
  const body = { attributes: { grading: null, packaging: "Bags" }, certifications: [], harvestDate: null };
  const { data } = (await as("PATCH", `/v1/traces/${created.id}`, { body })).body;
  expect(data).toMatchObject({
    name: CREATE.name,
    description: CREATE.description,
    certifications: [],
    harvestDate: null,
  });
  expect(data.attributes).toEqual({ variety: "Red Delicious", packaging: "Bags" });
});

test("an object that was fetched is taken back as it is, and writes nothing", async () => {
  const created = await create({ unit: "斤" });
  await as("POST", `/v1/traces/${created.id}/events`, { body: { type: "storage" } });
  const path = `/v1/traces/${created.id}`;
  const fetched = (await as("GET", path)).body.data;
  for (const body of [fetched, created, { quantity: created.quantity }, { batchCode: created.batchCode }]) {
    const answer = await as("PATCH", path, { body });
    expect([answer.status, answer.body.data]).toEqual([200, fetched]);
    expect(answer.body.warnings ?? []).toEqual(
      body === created ? [expect.objectContaining({ field: "updatedAt" })] : [],
    );
  }
  expect((await as("GET", `${path}/revisions`)).body.data).toHaveLength(1);
  const renamed = await as("PATCH", path, { body: { ...fetched, name: "Renamed", timeline: [] } });
  expect([renamed.body.data.name, renamed.body.warnings.map(({ field }: { field: string }) => field)]).toEqual([
    "Renamed",
    ["timeline"],
  ]);
});

test("a change can be made on condition that nothing else has changed", async () => {
  const created = await create();
  const path = `/v1/traces/${created.id}`;
  const etag = (await as("GET", path)).headers.get("etag") ?? "";
  expect(etag).toMatch(/^"[0-9a-f]+\.[\w-]+"$/);
  expect((await as("GET", path, { headers: { "if-none-match": etag } })).status).toBe(304);
  const first = await as("PATCH", path, { body: { name: "First" }, headers: { "if-match": etag } });
  expect(first.status).toBe(200);
  const second = await as("PATCH", path, { body: { name: "Second" }, headers: { "if-match": etag } });
  expect([second.status, second.body.code]).toEqual([412, "PRECONDITION_FAILED"]);
  const keyed = { "if-match": etag, "idempotency-key": "late" };
  expect((await as("PATCH", path, { body: { name: "Second" }, headers: keyed })).status).toBe(412);
  const next = first.headers.get("etag") ?? "";
  const both = await Promise.all(
    ["Third", "Fourth"].map((name) => as("PATCH", path, { body: { name }, headers: { "if-match": next } })),
  );
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  expect((await as("PATCH", path, { body: { name: "Any" }, headers: { "if-match": "*" } })).status).toBe(200);
});

test("changes at once are all kept, whether they are waited for or not", async () => {
  for (const headers of [{}, { prefer: "respond-async" }]) {
    const created = await create();
    const path = `/v1/traces/${created.id}`;
    const names = Array.from({ length: 10 }, (_, index) => `field${index}`);
    const answers = await Promise.all(
      names.map((name) => as("PATCH", path, { body: { attributes: { [name]: name } }, headers })),
    );
    for (const { status } of answers) expect([200, 202]).toContain(status);
    const attributes = async () => Object.keys((await as("GET", path)).body.data.attributes);
    await vi.waitFor(async () => expect(await attributes()).toEqual(expect.arrayContaining(names)), {
      timeout: 120_000,
    });
    const name = (await as("PATCH", path, { body: { name: "Then" }, headers })).body;
    await as("PATCH", path, { body: { description: "And then" }, headers });
    await vi.waitFor(
      async () => expect((await as("GET", path)).body.data).toMatchObject({ name: "Then", description: "And then" }),
      { timeout: 120_000 },
    );
    expect(name.status).toBe("success");
    expect(await attributes()).toEqual(expect.arrayContaining(names));
  }
});

test("the same key gives the same revision, and another body is refused", async () => {
  const created = await create();
  const request = { body: PATCH, headers: { "idempotency-key": "one-change" } };
  const first = await as("PATCH", `/v1/traces/${created.id}`, request);
  const again = await as("PATCH", `/v1/traces/${created.id}`, request);
  expect(again.body).toEqual(first.body);
  const other = await as("PATCH", `/v1/traces/${created.id}`, { ...request, body: { name: "Other" } });
  expect(other).toMatchObject({ status: 409, body: { code: "RESOURCE_CONFLICT" } });
  expect((await as("GET", `/v1/traces/${created.id}/revisions`)).body.data).toHaveLength(2);
});

test.each([
  ["nothing", {}, "body"],
  ["no object", [], "body"],
  ["an empty name", { name: " " }, "name"],
  ["a status that the contract says", { status: "withdrawn" }, "status"],
  ["a status that is no word", { status: "<b>" }, "status"],
  ["attributes that are a list", { attributes: [1] }, "attributes"],
  ["certifications that are no list", { certifications: "organic" }, "certifications"],
  ["a harvest that is still to come", { harvestDate: "2999-01-01T00:00:00Z" }, "harvestDate"],
  ["another quantity", { quantity: 2 }, "quantity"],
  ["another unit", { unit: "g" }, "unit"],
  ["another code", { batchCode: "OTHER" }, "batchCode"],
  ["another product", { productId: "prod-1", name: "x" }, "productId"],
  ["another farm", { farmId: "farm-1" }, "farmId"],
  ["a status that nobody knows", { status: "deleted" }, "status"],
])("a change with %s is refused, and nothing is written", async (_, body, field) => {
  const lines = await api.chain.lineCount();
  const created = await create();
  const answer = await as("PATCH", `/v1/traces/${created.id}`, { body });
  expect(answer).toMatchObject({ status: 422, body: { code: "VALIDATION_FAILED", message: "Validation failed" } });
  expect(answer.body.details[0].field).toBe(field);
  expect(await api.chain.lineCount()).toBe(lines + 1);
});

test("nobody but the custodian changes or deletes a batch, in the words of the document", async () => {
  const created = await create();
  for (const role of ["supplier", "regulator"]) {
    const { token } = await api.account(role);
    const changed = await as("PATCH", `/v1/traces/${created.id}`, { body: PATCH }, token);
    expect(changed).toMatchObject({
      status: 403,
      body: {
        status: "error",
        code: "PERMISSION_DENIED",
        message: "You do not have permission to update this trace batch",
        details: [],
      },
    });
    expect((await as("DELETE", `/v1/traces/${created.id}`, {}, token)).status).toBe(403);
  }
  expect((await api.call("PATCH", `/v1/traces/${created.id}`, { body: PATCH })).status).toBe(401);
  expect((await api.call("DELETE", `/v1/traces/${created.id}`)).status).toBe(401);
  expect((await as("PATCH", "/v1/traces/trace-999", { body: PATCH })).body).toEqual({
    status: "error",
    code: "RESOURCE_NOT_FOUND",
    message: "Trace batch not found",
    details: [{ field: "traceId", message: "Trace with ID trace-999 does not exist" }],
  });
});

test("a deleted batch is gone from lists and by its id, and still told and proved by its code", async () => {
  const created = await create({ name: "To be deleted" });
  const request = { headers: { "idempotency-key": "one-deletion" } };
  const deleted = await as("DELETE", `/v1/traces/${created.id}`, request);
  expect([deleted.status, deleted.text]).toEqual([204, ""]);
  expect((await as("DELETE", `/v1/traces/${created.id}`, request)).status).toBe(204);
  expect((await as("DELETE", `/v1/traces/${created.id}`)).status).toBe(404);

  for (const path of ["", "/events", "/revisions"]) {
    expect((await as("GET", `/v1/traces/${created.id}${path}`)).status).toBe(404);
  }
  expect((await as("PATCH", `/v1/traces/${created.id}`, { body: PATCH })).status).toBe(404);
  const listed = await as("GET", "/v1/traces?search=To be deleted");
  expect(listed.body.data).toEqual([]);

  const shown = await api.call("GET", `/v1/traces/public/${created.batchCode}`);
  expect(shown.body.data).toMatchObject({ status: "withdrawn", notice: { en: expect.stringContaining("withdrawn") } });
  const proof = await api.call("GET", `/v1/traces/public/${created.batchCode}/proof`);
  expect(proof.body.data.lines.map((line: { event: string }) => line.event)).toEqual(["Created", "Withdrawn"]);
  const onChain = await api.chain.trace.getFunction("headOf")(id(created.batchCode));
  expect(proof.body.data.batch.head).toBe(onChain);
});

test("what a regulator recalls can be neither changed nor deleted by its custodian", async () => {
  const created = await create();
  const { trace } = await api.chain.actor(60, "regulator");
  await (await trace.getFunction("orderRecall")(id(created.batchCode), id("a notice"))).wait();
  await expect.poll(async () => (await as("GET", `/v1/traces/${created.id}`)).body.data.status).toBe("recalled");
  expect((await as("PATCH", `/v1/traces/${created.id}`, { body: PATCH })).status).toBe(409);
  expect((await as("DELETE", `/v1/traces/${created.id}`)).status).toBe(409);
  const shown = await api.call("GET", `/v1/traces/public/${created.batchCode}`);
  expect(shown.body.data.notice.zh).toContain("召回");
});

test("a caller that does not wait is told where to ask", async () => {
  const created = await create();
  const request = { body: PATCH, headers: { prefer: "respond-async" } };
  const accepted = await as("PATCH", `/v1/traces/${created.id}`, request);
  expect(accepted.status).toBe(202);
  expect(accepted.headers.get("location")).toBe(`/v1/operations/${accepted.body.data.id}`);
});
