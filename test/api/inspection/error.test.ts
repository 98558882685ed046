/** What is refused, and in which words: problem details of RFC 9457. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Operation } from "../../../domain/operations/outbox.ts";
import { type Api, startApi } from "../support/api.ts";
import { announcement, appWith, join, type Member, newBatch, PASSWORD, PDF, pathOf, report } from "./support.ts";

let api: Api;
let producer: Member;
let inspector: Member;
let batchId: string;
beforeAll(async () => {
  api = await startApi({ app: { attachmentLimit: 100_000 } });
  producer = await join(api, "Producer");
  inspector = await join(api, "Inspector");
  batchId = (await newBatch(api, producer.token)).id;
});
afterAll(() => api.close());

/** The fields that an answer points at. */
const pointers = (body: { errors?: { pointer: string }[] }) => (body.errors ?? []).map((error) => error.pointer);

describe("fields", () => {
  test.each([
    [{}, ["#/email", "#/password"]],
    [{ email: "a@b.com", password: PASSWORD, role: "Consumer" }, ["#/role"]],
    [{ email: "a@b.com", password: PASSWORD, role: 5 }, ["#/role"]],
    [{ email: "a@b.com", password: PASSWORD, role: "__proto__" }, ["#/role"]],
    [{ email: "a@b", password: PASSWORD, role: "Producer" }, ["#/email"]],
    [{ email: ["a@b.com"], password: 1, role: "Producer" }, ["#/email", "#/password"]],
    [{ email: "a@b.com", password: "short", role: "Producer" }, ["#/password"]],
    [{ email: `${"a".repeat(250)}@b.com`, password: PASSWORD }, ["#/email"]],
    [{ email: "a@b.com", password: PASSWORD, name: { first: "A" } }, ["#/name"]],
    [[], ["#"]],
    [null, ["#"]],
    ["text", ["#"]],
  ])("a registration is told all that is wrong with it: %j", async (body, expected) => {
    // A text is JSON too.
    const call = typeof body === "string" ? { body: JSON.stringify(body) } : { body };
    const answer = await api.call("POST", "/auth/register", {
      ...call,
      headers: { "content-type": "application/json" },
    });
    expect([answer.status, pointers(answer.body)]).toEqual([422, expected]);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.body).toMatchObject({ type: "about:blank", title: "Unprocessable Content", status: 422 });
    for (const error of answer.body.errors) expect(error.detail).toMatch(/^[A-Z].+/);
  });

  test.each([
    [{}, ["#/email", "#/password"]],
    [{ email: "", password: "" }, ["#/email", "#/password"]],
    [{ email: { $ne: null }, password: ["x"] }, ["#/email", "#/password"]],
  ])("so is a log-in: %j", async (body, expected) => {
    const answer = await api.call("POST", "/auth/login", { body });
    expect([answer.status, pointers(answer.body)]).toEqual([422, expected]);
  });

  test.each([
    [{}, ["#/metadata"]],
    [{ metadata: null }, ["#/metadata"]],
    [{ metadata: [] }, ["#/metadata"]],
    [{ metadata: "a" }, ["#/metadata"]],
  ])("so is a batch: %j", async (body, expected) => {
    const answer = await api.call("POST", "/batches", { token: producer.token, body });
    expect([answer.status, pointers(answer.body)]).toEqual([422, expected]);
  });

  test.each([
    [{}, ["#/result", "#/file_url"]],
    [{ result: "PASS", file_url: "https://lab.example/1.pdf" }, ["#/result"]],
    [{ result: true, file_url: 1 }, ["#/result", "#/file_url"]],
    [{ result: "pass", file_url: "http://lab.example/1.pdf" }, ["#/file_url"]],
    [{ result: "pass", file_url: "javascript:alert(1)" }, ["#/file_url"]],
    [{ result: "pass", file_url: "file:///etc/passwd" }, ["#/file_url"]],
    [{ result: "pass", file_url: "/relative.pdf" }, ["#/file_url"]],
    [{ result: "pass", file_url: `https://lab.example/${"x".repeat(2000)}` }, ["#/file_url"]],
    [{ result: "pass", file_url: `https://trace.example/v1/attachments/${"0".repeat(64)}` }, ["#/file_url"]],
    [{ result: "pass", file_url: "https://trace.example/v1/attachments/../../etc/passwd" }, ["#/file_url"]],
  ])("so is an inspection: %j", async (body, expected) => {
    const answer = await api.call("POST", `/batches/${batchId}/inspection`, { token: inspector.token, body });
    expect([answer.status, pointers(answer.body)]).toEqual([422, expected]);
  });

  test.each([
    [{}, 422, ["#/content_type"]],
    [announcement(PDF, { size: 0 }), 422, ["#/size"]],
    [announcement(PDF, { size: "9" }), 422, ["#/size"]],
    [announcement(PDF, { size: 1.5 }), 422, ["#/size"]],
    [announcement(PDF, { sha256: "abc" }), 422, ["#/sha256"]],
    [announcement(PDF, { filename: "x".repeat(300) }), 422, ["#/filename"]],
    [announcement(PDF, { restricted: "yes" }), 422, ["#/restricted"]],
    [announcement(PDF, { content_type: "text/html" }), 415, []],
    [announcement(PDF, { content_type: "image/svg+xml" }), 415, []],
    [announcement(PDF, { size: 100_001 }), 413, []],
  ])("so is an upload: %j", async (body, status, expected) => {
    const answer = await api.call("POST", "/upload", { token: inspector.token, body });
    expect([answer.status, pointers(answer.body)]).toEqual([status, expected]);
  });

  test.each([
    [{}, ["#/address"]],
    [{ address: "0x12" }, ["#/address"]],
    [{ address: `0x${"0".repeat(40)}` }, ["#/address"]],
    [{ address: 5 }, ["#/address"]],
  ])("so is a wallet: %j", async (body, expected) => {
    const asked = await api.call("POST", "/auth/wallet/challenge", { token: producer.token, body });
    expect([asked.status, pointers(asked.body)]).toEqual([422, expected]);
    const bound = await api.call("POST", "/auth/wallet", { token: producer.token, body });
    expect([bound.status, pointers(bound.body)]).toEqual([422, expected]);
    // Half a proof is no claim.
    const half = await api.call("POST", "/auth/wallet", { token: producer.token, body: { ...body, message: "m" } });
    expect([half.status, pointers(half.body)]).toEqual([422, [...expected, "#/signature"]]);
  });
});

describe("requests", () => {
  const json = { "content-type": "application/json" };

  test.each(["/auth/register", "/auth/login"])("%s takes JSON alone, and not too much of it", async (path) => {
    const post = (body: unknown, headers: Record<string, string> = json) => api.call("POST", path, { body, headers });
    expect(await post("{")).toMatchObject({ status: 400, body: { detail: "The body is not valid JSON" } });
    expect(await post('{"__proto__":{"role":"Regulator"}}')).toMatchObject({ status: 400 });
    expect(await post("email=a", { "content-type": "application/x-www-form-urlencoded" })).toMatchObject({
      status: 415,
      body: { title: "Unsupported Media Type" },
    });
    expect(await post(`"${"x".repeat(300_000)}"`)).toMatchObject({ status: 413 });
    expect(await post("[".repeat(100_000))).toMatchObject({ status: 400 });
  });

  test("metadata has a limit of its own", async () => {
    const create = (length: number) =>
      api.call("POST", "/batches", { token: producer.token, body: { metadata: { a: "x".repeat(length) } } });
    const frame = JSON.stringify({ a: "" }).length;
    expect((await create(64 * 1024 - frame)).status).toBe(201);
    expect(await create(64 * 1024 - frame + 1)).toMatchObject({
      status: 413,
      body: { title: "Content Too Large", detail: "Metadata must have at most 65536 bytes as JSON" },
    });
    expect(
      await api.call("POST", "/batches", {
        token: producer.token,
        headers: json,
        body: '{"metadata":{"a":"\\ud800"}}',
      }),
    ).toMatchObject({ status: 400 });
  });

  test("an email is taken without regard to case, and told so", async () => {
    const answer = await api.call("POST", "/auth/register", {
      body: { email: producer.email.toUpperCase(), password: PASSWORD, role: "Inspector" },
    });
    expect([answer.status, answer.body]).toEqual([
      409,
      {
        type: "about:blank",
        title: "Conflict",
        status: 409,
        detail: "This email is already registered",
        message: "This email is already registered",
        errors: [{ detail: "This email is already registered", pointer: "#/email" }],
      },
    ]);
  });

  test("a batch that is none, other methods and other paths are told", async () => {
    for (const id of ["trace-0", "1", "..%2f1", "%00", "'%20OR%201=1", "__proto__", `trace-${"0".repeat(32)}`]) {
      const read = await api.call("GET", `/batches/${id}`, { token: inspector.token });
      expect([read.status, read.body.detail, read.body.errors]).toEqual([404, "Batch not found", undefined]);
      const body = { result: "pass", file_url: "https://lab.example/1.pdf" };
      const submitted = await api.call("POST", `/batches/${id}/inspection`, { token: inspector.token, body });
      expect(submitted.status).toBe(404);
    }
    const wrong = await api.call("DELETE", `/batches/${batchId}`, { token: producer.token });
    expect([wrong.status, wrong.headers.get("allow"), wrong.body.title]).toEqual([
      405,
      "GET, HEAD",
      "Method Not Allowed",
    ]);
    for (const path of ["/auth", "/auth/nowhere", "/batches/a/b", "/upload/a"]) {
      const nowhere = await api.call("GET", path);
      expect([nowhere.status, nowhere.headers.get("content-type")]).toEqual([404, "application/problem+json"]);
    }
  });

  test("a withdrawn batch is gone, and takes no inspection", async () => {
    const { trace } = await api.chain.actor(5, "producer");
    const digest = `0x${"1f".repeat(32)}`;
    await (await trace.getFunction("create")("GONE-1", "0x4b474d", 1, true, trace.runner, digest)).wait();
    const batch = api.services.batchId("GONE-1");
    await (await trace.getFunction("recall")(batch, digest)).wait();
    await (await trace.getFunction("withdraw")(batch, digest)).wait();
    const id = `trace-${batch.slice(2, 34)}`;
    const body = { result: "pass", file_url: "https://lab.example/1.pdf" };
    await expect.poll(async () => (await api.services.mirror.batchByCode("GONE-1"))?.status).toBe("withdrawn");
    const submitted = await api.call("POST", `/batches/${id}/inspection`, { token: inspector.token, body });
    const read = await api.call("GET", `/batches/${id}`, { token: inspector.token });
    expect([submitted.status, read.status]).toEqual([404, 404]);
  });

  test("a recalled batch says so, and still takes inspections", async () => {
    const { wallet, trace } = await api.chain.actor(6, "producer");
    const digest = `0x${"2f".repeat(32)}`;
    await (await trace.getFunction("create")("BACK-1", "0x4b474d", 1, true, trace.runner, digest)).wait();
    await (await trace.getFunction("recall")(api.services.batchId("BACK-1"), digest)).wait();
    await expect.poll(async () => (await api.services.mirror.batchByCode("BACK-1"))?.status).toBe("recalled");
    const path = `/batches/trace-${api.services.batchId("BACK-1").slice(2, 34)}`;
    const body = { result: "fail", file_url: "https://lab.example/1.pdf" };
    expect((await api.call("POST", `${path}/inspection`, { token: inspector.token, body })).status).toBe(201);
    const read = await api.call("GET", path, { token: inspector.token });
    expect(read.body).toMatchObject({
      status: "recalled",
      owner_id: wallet.address,
      inspections: [{ result: "fail" }],
    });
  });

  test("too many requests are told when to come again", async () => {
    const limits = {
      register: { points: 1, seconds: 60 },
      failedLogIn: { points: 2, seconds: 60 },
      write: { points: 1, seconds: 60 },
    };
    const limited = appWith(api, {}, { rateLimits: limits });
    const twice = async (path: string, call: object) => {
      await limited.call("POST", path, call);
      return limited.call("POST", path, call);
    };
    const wrong = { body: { email: producer.email, password: "Wrong1234" } };
    expect((await twice("/auth/login", wrong)).status).toBe(401);
    const third = await limited.call("POST", "/auth/login", {
      body: { email: producer.email.toUpperCase(), password: PASSWORD },
    });
    expect([third.status, third.body.title]).toEqual([429, "Too Many Requests"]);
    expect(Number(third.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await twice("/auth/register", { body: {} })).status).toBe(429);
    expect((await twice("/batches", { token: producer.token, body: {} })).status).toBe(429);
  });
});

describe("what the chain decides", () => {
  test("an account that signs itself gets what it has to sign", async () => {
    const typedData = { domain: {}, types: {}, primaryType: "Create", message: { code: "A" } };
    const { outbox } = api.services;
    const unsigned = async (operation: Operation) => ({ ...operation, state: "unsigned", typedData, chain: null });
    const signer = appWith(api, {
      outbox: { ...outbox, settle: async (id: string) => unsigned((await outbox.byId(id)) as Operation) } as never,
    });
    const created = await signer.call("POST", "/batches", { token: producer.token, body: { metadata: {} } });
    const submitted = await signer.call("POST", `/batches/${batchId}/inspection`, {
      token: inspector.token,
      body: { result: "pass", file_url: await report(api, inspector.token) },
    });
    for (const { status, headers, body } of [created, submitted]) {
      expect(status).toBe(202);
      expect(body.operation).toMatchObject({ state: "unsigned", typed_data: typedData });
      expect(headers.get("location")).toBe(`/v1/operations/${body.operation.id}`);
    }
  });

  test("a role that is revoked on chain no longer counts here", async () => {
    const former = await join(api, "Inspector");
    const asked = await api.call("POST", "/upload", { token: former.token, body: announcement(PDF) });
    const account = await api.services.accounts.byIdentifier(former.email);
    const role = await api.chain.trace.getFunction("INSPECTOR_ROLE")();
    await (await api.chain.trace.getFunction("revokeRole")(role, account?.address)).wait();
    const upload = () => api.call("POST", "/upload", { token: former.token, body: announcement(PDF) });
    await expect.poll(async () => (await upload()).status).toBe(403);
    const put = await api.call("PUT", pathOf(asked.body.upload_url), { body: PDF, headers: asked.body.headers });
    expect(put.status).toBe(403);
    expect(put.body.detail).toMatch(
      /^You do not have permission to upload files\. Your role of Inspector was revoked on/,
    );
  });
});
