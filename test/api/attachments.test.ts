import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, PUBLIC_URL, sha256, startApi } from "./support/api.ts";
import { PNG } from "./support/examples.ts";

let api: Api;
let producer: Awaited<ReturnType<Api["account"]>>;
let stranger: Awaited<ReturnType<Api["account"]>>;
let inspector: Awaited<ReturnType<Api["account"]>>;
beforeAll(async () => {
  api = await startApi({ app: { attachmentLimit: 100_000 } });
  producer = await api.account("supplier");
  stranger = await api.account("supplier");
  inspector = await api.account("inspector");
});
afterAll(() => api.close());

const text = (content: string) => new TextEncoder().encode(content);
const store = (body: Uint8Array, type: string, query = "", token = producer.token) =>
  api.call("POST", `/v1/attachments${query}`, { token, body, headers: { "content-type": type } });

describe("happy", () => {
  test.each([
    ["image/png", PNG, "image/png"],
    ["application/pdf", text("%PDF-1.7\n%¥±ë\n1 0 obj <<>> endobj"), "application/pdf"],
    ["text/csv; charset=utf-8", text("时间,温度\n10:00,4\n"), "text/plain"],
    ["text/plain", text("合格"), "text/plain"],
    ["application/json", text('{"temperature":4}'), "application/json"],
  ])("a file of type %s is stored and read back as it was", async (type, bytes, mediaType) => {
    const stored = await store(bytes, type);
    expect(stored.status).toBe(201);
    const { data } = stored.body;
    expect(data).toMatchObject({ sha256: sha256(bytes), size: bytes.length, mediaType, restricted: false });
    const read = await api.app.request(new URL(data.url).pathname);
    expect(new Uint8Array(await read.arrayBuffer())).toEqual(bytes);
    expect(read.headers.get("content-type")?.split(";")[0]).toBe(mediaType);
    expect(read.headers.get("x-content-type-options")).toBe("nosniff");
    expect(read.headers.get("content-security-policy")).toBe("sandbox; default-src 'none'");
    expect(read.headers.get("cache-control")).toBe("public, max-age=300, must-revalidate");
    expect(read.headers.get("access-control-allow-origin")).toBe("*");
    expect(read.headers.get("etag")).toBe(`"${data.sha256}"`);
  });

  test("parts and unchanged files are answered as HTTP has it", async () => {
    const { data } = (await store(text("0123456789"), "text/plain")).body;
    const get = (headers: Record<string, string>) => api.call("GET", new URL(data.url).pathname, { headers });
    const part = await get({ range: "bytes=2-4" });
    expect([part.status, part.text, part.headers.get("content-range")]).toEqual([206, "234", "bytes 2-4/10"]);
    expect((await get({ range: "bytes=-3" })).text).toBe("789");
    expect((await get({ range: "bytes=8-" })).text).toBe("89");
    expect((await get({ range: "bytes=2-4", "if-range": '"other"' })).status).toBe(200);
    expect((await get({ range: "bytes=20-" })).status).toBe(416);
    expect((await get({ range: "lines=1-2" })).text).toBe("0123456789");
    expect((await get({ "if-none-match": `"${data.sha256}"` })).status).toBe(304);
  });

  test("a file stored twice is one file, and a retry is the same act", async () => {
    const headers = { "content-type": "text/plain", "idempotency-key": "file-1" };
    const one = await api.call("POST", "/v1/attachments", { token: producer.token, body: "once", headers });
    const two = await api.call("POST", "/v1/attachments", { token: producer.token, body: "once", headers });
    expect(two.body).toEqual(one.body);
    const other = await api.call("POST", "/v1/attachments", { token: producer.token, body: "twice", headers });
    expect(other.status).toBe(409);
  });
});

describe("error", () => {
  test.each([
    ["image/png", text("<svg onload=alert(1)>")],
    ["image/jpeg", PNG],
    ["text/html", text("<script>alert(1)</script>")],
    ["image/svg+xml", text('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ["application/octet-stream", new Uint8Array([0, 1, 2])],
    ["text/plain", new Uint8Array([0xff, 0xfe, 0x00])],
    ["application/json", text("{not json")],
    ["", text("no type")],
  ])("content that is not the %s it is said to be is refused", async (type, bytes) => {
    const { status, body } = await store(bytes, type);
    expect([status, body.code]).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
  });

  test("an executable is refused whatever it is called", async () => {
    const program = readFileSync(createRequire(import.meta.url).resolve("better-sqlite3")).subarray(0, 100);
    const elf = new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, ...program]);
    expect((await store(elf, "image/png")).status).toBe(415);
  });

  test("too large, empty and unsigned uploads are refused", async () => {
    const large = await store(new Uint8Array(100_001).fill(0x41), "text/plain");
    expect([large.status, large.body.code]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
    const streamed = await api.app.request("/v1/attachments", {
      method: "POST",
      headers: { authorization: `Bearer ${producer.token}`, "content-type": "text/plain" },
      body: new Blob([new Uint8Array(200_000).fill(0x41)]).stream(),
      duplex: "half",
    } as RequestInit);
    expect(streamed.status).toBe(413);
    expect((await store(new Uint8Array(), "text/plain")).status).toBe(422);
    expect((await store(text("a"), "text/plain", "?restricted=maybe")).status).toBe(422);
    expect(
      (await api.call("POST", "/v1/attachments", { body: "a", headers: { "content-type": "text/plain" } })).status,
    ).toBe(401);
  });

  test("what is not there is not found, and paths lead nowhere else", async () => {
    const names = [
      "0".repeat(64),
      "..%2f..%2fsuyuan.sqlite",
      "A".repeat(64),
      `0x${"0".repeat(64)}`,
      "%00",
      "%E0%A4%A",
      "__proto__",
    ];
    for (const name of names) {
      const { status, body } = await api.call("GET", `/v1/attachments/${name}`);
      expect([status, body.status, body.code]).toEqual([404, "error", "RESOURCE_NOT_FOUND"]);
    }
  });
});

describe("security", () => {
  test("a restricted file opens to recorder, custodian and inspectors, and to nobody else", async () => {
    const { data } = (await store(text("the price list"), "text/plain", "?restricted=true")).body;
    expect(data.restricted).toBe(true);
    const path = new URL(data.url).pathname;
    const read = (token?: string) => api.call("GET", path, token ? { token } : {});
    expect((await read()).status).toBe(403);
    expect((await read("bad")).status).toBe(401);
    expect((await read(stranger.token)).body.code).toBe("PERMISSION_DENIED");
    // Not named by any record yet: who brought it reads it.
    expect((await read(producer.token)).text).toBe("the price list");

    const batch = { name: "B", quantity: 1, unit: "kg", contributions: "open" };
    const { id } = (await api.call("POST", "/v1/traces", { token: producer.token, body: batch })).body.data;
    const event = { type: "processing", attachments: [{ type: "document", url: data.url, title: "Prices" }] };
    const stolen = await api.call("POST", `/v1/traces/${id}/events`, { token: stranger.token, body: event });
    expect([stolen.status, stolen.body.details[0].field]).toEqual([422, "attachments.0.url"]);
    expect((await api.call("POST", `/v1/traces/${id}/events`, { token: producer.token, body: event })).status).toBe(
      201,
    );
    const answer = await read(inspector.token);
    expect([answer.text, answer.headers.get("cache-control")]).toEqual(["the price list", "private, no-store"]);
    expect((await read(stranger.token)).status).toBe(403);
    expect((await read()).status).toBe(403);
    // Bringing it again, or bringing it as public, changes nothing.
    expect((await store(text("the price list"), "text/plain", "", inspector.token)).body.data.restricted).toBe(true);
    expect((await read()).status).toBe(403);
  });

  test("a restricted file that another named in a record opens to the batch's custodian", async () => {
    const { data } = (await store(text("a residue report"), "text/plain", "?restricted=true", producer.token)).body;
    const holder = await api.account("supplier");
    const batch = { name: "D", quantity: 1, unit: "kg" };
    const { id } = (await api.call("POST", "/v1/traces", { token: holder.token, body: batch })).body.data;
    const read = () => api.call("GET", new URL(data.url).pathname, { token: holder.token });
    expect((await read()).status).toBe(403);
    const body = { type: "test", status: "passed", attachments: [{ url: data.url, title: "Report" }] };
    const added = await api.call("POST", `/v1/traces/${id}/events`, { token: inspector.token, body });
    expect(added.status).toBe(201);
    expect((await read()).text).toBe("a residue report");
    expect((await api.call("GET", new URL(data.url).pathname, { token: stranger.token })).status).toBe(403);
  });

  test("a file that was erased is gone, and is not taken again", async () => {
    const bytes = text("about a person");
    const { data } = (await store(bytes, "text/plain")).body;
    const at = (place: string) => join(api.folder, "objects", place, data.sha256.slice(0, 2), data.sha256);
    mkdirSync(dirname(at("erased")), { recursive: true });
    writeFileSync(at("erased"), "");
    rmSync(at("public"));
    const path = new URL(data.url).pathname;
    for (const token of [undefined, producer.token, inspector.token]) {
      const gone = await api.call("GET", path, token ? { token } : {});
      expect([gone.status, gone.body.code]).toEqual([410, "RESOURCE_GONE"]);
    }
    expect((await store(bytes, "text/plain")).status).toBe(410);
  });

  test("addresses of ours that name nothing, and addresses that are no web page, are refused", async () => {
    const { id } = (
      await api.call("POST", "/v1/traces", { token: producer.token, body: { name: "C", quantity: 1, unit: "kg" } })
    ).body.data;
    const urls = [
      `${PUBLIC_URL}/v1/attachments/${"0".repeat(64)}`,
      `${PUBLIC_URL}/v1/attachments/../../etc/passwd`,
      "javascript:alert(1)",
      "data:text/html,x",
      "file:///etc/passwd",
      "/relative",
    ];
    for (const url of urls) {
      const body = { type: "processing", attachments: [{ type: "image", url, title: "" }] };
      const { status, body: answer } = await api.call("POST", `/v1/traces/${id}/events`, {
        token: producer.token,
        body,
      });
      expect([status, answer.details[0].field]).toEqual([422, "attachments.0.url"]);
    }
  });
});
