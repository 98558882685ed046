import { id } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, startApi } from "../support/api.ts";
import { ASKED, fileOf, issue } from "./support/certificates.ts";

type Account = Awaited<ReturnType<Api["account"]>>;
let api: Api;
let producer: Account;
let inspector: Account;
let rival: Account;
let stranger: Account;
let count = 0;

beforeAll(async () => {
  api = await startApi();
  producer = await api.account("supplier", "Green Valley Growers");
  inspector = await api.account("inspector", "National Food Laboratory");
  stranger = await api.account("supplier", "Another Grower");
  rival = await api.account("inspector", "Rival Laboratory");
});
afterAll(() => api.close());

const newBatch = async (change: object = {}) => {
  const body = { name: "Apples", quantity: 1, unit: "kg", batchCode: `CERTIFY-${++count}`, ...change };
  return (await api.call("POST", "/v1/traces", { token: producer.token, body })).body.data;
};
const addEvent = (traceId: string, as: Account, body: object) =>
  api.call("POST", `/v1/traces/${traceId}/events`, { token: as.token, body });
const revoke = (number: string, token: string | undefined, body: unknown = { reason: "Wrong" }) =>
  api.call("POST", `/v1/certificates/${encodeURIComponent(number)}/revoke`, { ...(token ? { token } : {}), body });

test("nobody without a token, and no account that neither has the role on chain nor holds the batch", async () => {
  const { id } = await newBatch();
  expect((await issue(api, undefined, id)).status).toBe(401);
  expect((await api.call("GET", `/v1/traces/${id}/certificates`)).status).toBe(401);
  const refused = await issue(api, stranger.token, id);
  expect([refused.status, refused.body]).toEqual([
    403,
    {
      status: "error",
      code: "PERMISSION_DENIED",
      message:
        "You do not have permission to issue certificates for this trace batch: whoever holds it declares them, an inspector or a regulator attests them",
      details: [],
    },
  ]);
  const list = await api.call("GET", `/v1/traces/${id}/certificates`, { token: producer.token });
  expect(list.body.data).toEqual([]);
});

test("each wrong field is named, all at once", async () => {
  const { id } = await newBatch();
  const { status, body } = await issue(api, inspector.token, id, {
    type: "forged",
    language: ["en"],
    includeDetails: "yes",
    templateId: "'; DROP TABLE certificates; --",
  });
  expect([status, body.code]).toEqual([422, "VALIDATION_FAILED"]);
  expect(body.details).toEqual([
    { field: "type", message: "Type must be official or informational" },
    { field: "language", message: "Language must be en or zh" },
    { field: "includeDetails", message: "Include details must be true or false" },
    { field: "templateId", message: "Template ID must be template-standard or template-compact" },
  ]);
  expect((await issue(api, inspector.token, id, "not json", { "content-type": "application/json" })).status).toBe(400);
  expect((await issue(api, inspector.token, id, [])).status).toBe(422);
  expect((await issue(api, inspector.token, id, { ...ASKED, more: "x".repeat(3_000_000) })).status).toBe(413);
});

test("what does not exist is not found, whatever it is called", async () => {
  const missing = await issue(api, inspector.token, "trace-0");
  expect([missing.status, missing.body.message]).toEqual([404, "Trace batch not found"]);
  for (const name of ["CERT-20230520-567", "' OR 1=1 --", "證書", "..%2f..%2fetc", "x".repeat(5000)]) {
    for (const path of [
      `/v1/certificates/${encodeURIComponent(name)}`,
      `/certificates/${encodeURIComponent(name)}.pdf`,
    ]) {
      const { status, body } = await api.call("GET", path);
      expect([path, status, body.status, body.code]).toEqual([path, 404, "error", "RESOURCE_NOT_FOUND"]);
    }
    expect((await revoke(name, inspector.token)).status).toBe(404);
  }
  for (const digest of ["0".repeat(64), "F".repeat(64), "zz", "%00"]) {
    expect((await api.call("GET", `/v1/certificates/by-digest/${digest}`)).status).toBe(404);
  }
});

test("what is restricted is in no certificate, whoever asks for it", async () => {
  const batch = await newBatch({ name: "Hidden name", description: "Hidden text", restricted: true });
  await addEvent(batch.id, producer, { type: "processing", title: "Shown step", location: "Shown place" });
  await addEvent(batch.id, producer, {
    type: "processing",
    title: "Hidden step",
    description: "Hidden recipe",
    details: { hidden: "Hidden value" },
    restricted: true,
  });
  const { body } = await issue(api, inspector.token, batch.id);
  const { text } = await fileOf(api, body.data);
  expect(text).not.toMatch(/hidden/i);
  expect(text).toContain("Shown step");
  expect(text).toContain("Content withheld");
});

test("text of any kind is only text in the PDF", async () => {
  const title = "\u202Egnp.exe <script>(x)</script> \\) /JS ' 🍎";
  const batch = await newBatch({ name: title });
  const { body } = await issue(api, inspector.token, batch.id);
  const { text, bytes } = await fileOf(api, body.data);
  expect(text).toContain("gnp.exe <script>(x)</script> \\) /JS '");
  expect(Buffer.from(bytes).toString("latin1")).not.toMatch(/\/(JavaScript|JS|OpenAction|Launch|EmbeddedFiles)\b/);
});

test("a recalled batch is not certified, and a withdrawn one is not found", async () => {
  const batch = await newBatch();
  await api.call("DELETE", `/v1/traces/${batch.id}`, { token: producer.token });
  expect((await issue(api, inspector.token, batch.id)).status).toBe(404);

  const recalled = await newBatch();
  const actor = await api.chain.actor(900, "regulator");
  await (await actor.trace.getFunction("orderRecall")(id(recalled.batchCode), `0x${"07".repeat(32)}`)).wait();
  await expect
    .poll(async () => (await issue(api, inspector.token, recalled.id)).body)
    .toMatchObject({ code: "RESOURCE_CONFLICT", message: "A recalled trace batch cannot be certified" });
});

test("others neither revoke a certificate nor take its place by lines of their own", async () => {
  const batch = await newBatch();
  const { data } = (await issue(api, inspector.token, batch.id)).body;
  const number = data.certificateNumber;
  expect((await revoke(number, undefined)).status).toBe(401);
  for (const account of [producer, rival]) {
    const { status, body } = await revoke(number, account.token);
    expect([status, body.message]).toEqual([
      403,
      "You do not have permission to revoke this certificate: whoever issued or attested it can, or a regulator",
    ]);
  }
  // The contract lets any inspector write such a line; it changes nothing.
  const details = { revokes: number, reason: "Forged" };
  expect((await addEvent(batch.id, rival, { type: "certificate", title: "Revoked", details })).status).toBe(201);
  const copied = { certificateNumber: number, type: "official", language: "en", template: "template-standard" };
  const attachments = [{ type: "document", url: `https://trace.example/v1/attachments/${data.sha256}`, title: "Mine" }];
  const forged = { type: "certificate", details: { ...copied, validUntil: "2999-01-01T00:00:00Z" }, attachments };
  expect((await addEvent(batch.id, rival, forged)).status).toBe(201);
  const found = (await api.call("GET", `/v1/certificates/${number}`)).body.data;
  expect(found).toEqual({ ...data, chain: expect.objectContaining({ seq: data.chain.seq }) });
  const shopper = await api.call("GET", `/v1/traces/public/${batch.batchCode}`);
  expect(shopper.body.data.certifications).toEqual([]);
});

test("a reason is needed, and a short one", async () => {
  const batch = await newBatch();
  const number = (await issue(api, inspector.token, batch.id)).body.data.certificateNumber;
  for (const [body, message] of [
    [{}, "Reason is required"],
    [{ reason: " " }, "Reason is required"],
    [{ reason: 7 }, "Reason must be a text"],
    [{ reason: "x".repeat(501) }, "Reason must have at most 500 characters"],
  ] as const) {
    const answer = await revoke(number, inspector.token, body);
    expect([answer.status, answer.body.details]).toEqual([422, [{ field: "reason", message }]]);
  }
});

test("another method is refused in the dialect's words, and nothing from inside is told", async () => {
  const { status, body } = await api.call("DELETE", "/v1/certificates/CERT-20230520-567");
  expect([status, body.code]).toEqual([405, "METHOD_NOT_ALLOWED"]);
  expect(api.logged.join("")).not.toContain(inspector.token);
});
