import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, startApi } from "../support/api.ts";

let api: Api;
let token: string;
let carrier: string;
let id: string;
beforeAll(async () => {
  api = await startApi();
  token = (await api.account("supplier")).token;
  carrier = (await api.account("logistics")).token;
  id = (await create({ batchCode: "ERR-1" })).body.data.id;
});
afterAll(() => api.close());

const BATCH = { name: "Apples", quantity: 12.5, unit: "kg" };
const create = (change: object, as = token) =>
  api.call("POST", "/v1/traces", { token: as, body: { ...BATCH, ...change } });
const addEvent = (body: unknown, as = token, traceId = id) =>
  api.call("POST", `/v1/traces/${traceId}/events`, { token: as, body });
const failure = (code: string, message: unknown, details: unknown) => ({ status: "error", code, message, details });

test("an unknown batch is told as the document prints it", async () => {
  for (const path of ["/v1/traces/trace-999", "/v1/traces/trace-999/events"]) {
    const { status, body } = await api.call("GET", path, { token });
    expect(status).toBe(404);
    expect(body).toEqual(
      failure("RESOURCE_NOT_FOUND", "Trace batch not found", [
        { field: "traceId", message: "Trace with ID trace-999 does not exist" },
      ]),
    );
  }
  expect((await addEvent({ type: "storage" }, token, "trace-999")).status).toBe(404);
  expect((await api.call("GET", "/v1/traces/public/NOTHING")).body.code).toBe("RESOURCE_NOT_FOUND");
  expect((await api.call("GET", "/v1/traces/public/NOTHING/proof")).status).toBe(404);
});

test("broken rules are told all at once, in the document's words", async () => {
  const { status, body } = await create({ quantity: -1, harvestDate: "2999-01-01T00:00:00Z" });
  expect(status).toBe(422);
  expect(body).toEqual(
    failure("VALIDATION_FAILED", "Validation failed", [
      { field: "quantity", message: "Quantity must be a positive number" },
      { field: "harvestDate", message: "Harvest date cannot be in the future" },
    ]),
  );
});

test.each([
  [{ name: "" }, "name"],
  [{ name: 5 }, "name"],
  [{ quantity: "about 1000" }, "quantity"],
  [{ quantity: 0 }, "quantity"],
  [{ quantity: 0.0001 }, "quantity"],
  [{ quantity: 1e18 }, "quantity"],
  [{ unit: "constructor" }, "unit"],
  [{ unit: "smidgens" }, "unit"],
  [{ batchCode: "a b" }, "batchCode"],
  [{ batchCode: "溯源" }, "batchCode"],
  [{ batchCode: "x".repeat(65) }, "batchCode"],
  [{ batchCode: ".." }, "batchCode"],
  [{ harvestDate: "yesterday" }, "harvestDate"],
  [{ harvestDate: "2023-02-30T00:00:00Z" }, "harvestDate"],
  [{ productId: "prod-none" }, "productId"],
  [{ farmId: "farm-none" }, "farmId"],
  [{ certifications: ["ok", 1] }, "certifications.1"],
  [{ attributes: [] }, "attributes"],
  [{ restricted: "yes" }, "restricted"],
])("a creation with %j is refused for its %s", async (change, field) => {
  const { status, body } = await create(change);
  expect([status, body.code, body.details.map((item: { field: string }) => item.field)]).toEqual([
    422,
    "VALIDATION_FAILED",
    [field],
  ]);
});

test.each([
  [{}, "type"],
  [{ type: "" }, "type"],
  [{ type: "x".repeat(51) }, "type"],
  [{ type: "storage", date: "2999-01-01" }, "date"],
  [{ type: "storage", details: "none" }, "details"],
  [{ type: "storage", attachments: [{ url: "ftp://x" }] }, "attachments.0.url"],
  [{ type: "quality-test" }, "status"],
  [{ type: "quality-test", status: "maybe" }, "status"],
  [{ type: "quality-test", status: "passed", details: { status: "failed" } }, "details.status"],
  [{ type: "certificate", details: { image: "javascript:alert(1)" } }, "details.image"],
])("an event %j is refused for its %s", async (event, field) => {
  const inspector = (await api.account("inspector")).token;
  const { status, body } = await addEvent(event, "type" in event && event.type === "storage" ? token : inspector);
  expect([status, body.details[0]?.field]).toEqual([422, field]);
});

test("who lacks the role is told so, and nothing reaches the chain", async () => {
  const lines = await api.chain.lineCount();
  const refused = await create({}, carrier);
  expect([refused.status, refused.body]).toEqual([
    403,
    failure("PERMISSION_DENIED", "You do not have permission to create a trace batch", [
      { field: "role", message: expect.stringMatching(/^It takes the role of producer or processor: ask for it/) },
    ]),
  ]);
  expect((await addEvent({ type: "processing" }, carrier)).body.code).toBe("PERMISSION_DENIED");
  // With a role, but not admitted; and what is for inspectors and regulators alone, though the batch is one's own.
  expect((await addEvent({ type: "transport" }, carrier)).body.code).toBe("PERMISSION_DENIED");
  expect((await addEvent({ type: "certificate" })).body.code).toBe("PERMISSION_DENIED");
  const { token: nobody } = await api.account("unauth");
  expect((await addEvent({ type: "storage" }, nobody)).status).toBe(403);
  expect(await api.chain.lineCount()).toBe(lines);
});

test("a code is unique over the whole contract, also between two at once", async () => {
  expect((await create({ batchCode: "ERR-1" })).body).toMatchObject({
    code: "RESOURCE_CONFLICT",
    details: [{ field: "batchCode" }],
  });
  const both = await Promise.all([create({ batchCode: "RACE-1" }), create({ batchCode: "RACE-1" })]);
  expect(both.map((answer) => answer.status).sort()).toEqual([201, 409]);
});

test.each([
  "page=0",
  "page=x",
  "limit=0",
  "limit=101",
  "limit=1.5",
  "sortBy=custodian",
  "sortDir=up",
  "fromDate=soon",
  `search=${"x".repeat(201)}`,
])("a list of %s is refused", async (query) => {
  const { status, body } = await api.call("GET", `/v1/traces?${query}`, { token });
  expect([status, body.code]).toEqual([422, "VALIDATION_FAILED"]);
});

test("lists are paged, searched, filtered and sorted as the document says", async () => {
  await create({ name: "Sorted pears", quantity: 9, batchCode: "SORT-B" });
  await create({ name: "Sorted plums", quantity: 100, batchCode: "SORT-A" });
  const codes = async (query: string) => {
    const { body } = await api.call("GET", `/v1/traces?search=sorted&${query}`, { token });
    return body.data.map((batch: { batchCode: string }) => batch.batchCode);
  };
  expect(await codes("sortBy=batchCode&sortDir=asc")).toEqual(["SORT-A", "SORT-B"]);
  expect(await codes("sortBy=quantity&sortDir=asc")).toEqual(["SORT-B", "SORT-A"]);
  expect(await codes("sortBy=name&sortDir=desc")).toEqual(["SORT-A", "SORT-B"]);
  expect(await codes("limit=1&page=2&sortBy=batchCode&sortDir=asc")).toEqual(["SORT-B"]);
  expect(await codes("page=99")).toEqual([]);
  expect(await codes("status=active")).toHaveLength(2);
  expect(await codes("status=completed")).toEqual([]);
  expect(await codes("toDate=2020-01-01")).toEqual([]);
  expect(
    await codes(`fromDate=2020-01-01&toDate=${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}`),
  ).toHaveLength(2);
  const { meta } = (await api.call("GET", "/v1/traces?search=sorted&limit=1", { token })).body;
  expect(meta).toEqual({ page: 1, limit: 1, totalItems: 2, totalPages: 2, nextCursor: expect.any(String) });
});

test("unreadable requests, unknown paths and wrong verbs are refused in the dialect's own shape", async () => {
  const shape = ["status", "code", "message", "details"];
  const post = (body: string, type: string) =>
    api.call("POST", "/v1/traces", { token, body, headers: { "content-type": type } });
  const answers = [
    [await post("{", "application/json"), 400, "MALFORMED_REQUEST"],
    [await post("name=x", "application/x-www-form-urlencoded"), 415, "UNSUPPORTED_MEDIA_TYPE"],
    [await post(JSON.stringify({ name: "x".repeat(300_000) }), "application/json"), 413, "PAYLOAD_TOO_LARGE"],
    [await post(`${"[".repeat(50_000)}${"]".repeat(50_000)}`, "application/json"), 400, "MALFORMED_REQUEST"],
    [await post('{"name":"\\ud800"}', "application/json"), 400, "MALFORMED_REQUEST"],
    [await post('{"name":"a\\u0000b"}', "application/json"), 400, "MALFORMED_REQUEST"],
    [await post('{"quantity":1e999}', "application/json"), 422, "VALIDATION_FAILED"],
    [await api.call("GET", "/v1/nothing", { token }), 404, "RESOURCE_NOT_FOUND"],
    [await api.call("PUT", `/v1/traces/${id}`, { token, body: {} }), 405, "METHOD_NOT_ALLOWED"],
    [await api.call("DELETE", "/v1/traces", { token }), 405, "METHOD_NOT_ALLOWED"],
    [await api.call("GET", "/v1/traces"), 401, "UNAUTHENTICATED"],
  ] as const;
  for (const [answer, status, code] of answers) {
    expect([answer.status, answer.body.code, Object.keys(answer.body)]).toEqual([status, code, shape]);
  }
  expect((await api.call("DELETE", "/v1/traces", { token })).headers.get("allow")).toBe("GET, HEAD, POST");
});

test("a write that the chain has not taken in time is answered 202", async () => {
  const { app, services, chain } = api;
  const { createApp } = await import("../../../api/app.ts");
  const { clientOf } = await import("../support/api.ts");
  const impatient = createApp({
    services: { ...services, settings: { ...services.settings, writeTimeout: 0 } },
    health: {} as never,
    rpc: async () => ({}),
    web: new Map(),
    logger: (await import("pino")).default({ level: "silent" }),
  });
  // However long a look at it takes: the chain takes nothing until it is told to.
  await chain.rpc.call("evm_setAutomine", [false]);
  const written = await clientOf(impatient).call("POST", "/v1/traces", { token, body: BATCH });
  await chain.rpc.call("evm_setAutomine", [true]);
  await chain.mine();
  expect(written.status).toBe(202);
  const location = written.headers.get("location") ?? "";
  const ask = async () => (await clientOf(app).call("GET", location, { token })).body.data.chain?.status;
  await expect.poll(ask).toBe("confirmed");
});

test("an unexpected error is logged with the request's id and told as no more than that", async () => {
  const { createApp } = await import("../../../api/app.ts");
  const { clientOf } = await import("../support/api.ts");
  const lines: string[] = [];
  const broken = createApp({
    services: {
      ...api.services,
      mirror: { ...api.services.mirror, batchByCode: () => Promise.reject(new Error("SELECT secret FROM inside")) },
    },
    health: {} as never,
    rpc: async () => ({}),
    web: new Map(),
    logger: (await import("pino")).default({}, { write: (line: string) => void lines.push(line) }),
  });
  const { status, text, headers } = await clientOf(broken).call("GET", "/v1/traces/public/X");
  expect([status, JSON.parse(text).code]).toEqual([500, "INTERNAL_ERROR"]);
  expect(text).not.toMatch(/SELECT|at /);
  expect(lines.join("")).toContain("SELECT secret");
  expect(lines.join("")).toContain(headers.get("x-request-id"));
});
