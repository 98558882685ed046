/** Uploads by presigned addresses, the same on both storages, on real servers. */
import { randomBytes } from "node:crypto";
import { type ServerType, serve } from "@hono/node-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Account } from "../../../domain/accounts/account.ts";
import type { PartAddress } from "../../../domain/files/file-store.ts";
import { signAttachmentUrl } from "../../../domain/files/sign-attachment-url.ts";
import { announceUpload } from "../../../domain/uploads/announce-upload.ts";
import { STORAGES, type Storage } from "../../integrations/objects/support/storages.ts";
import { type Api, sha256, startApi } from "../support/api.ts";
import { PNG } from "../support/examples.ts";

const text = (content: string) => new TextEncoder().encode(content);

interface OfferedPart {
  readonly number: number;
  readonly offset: number;
  readonly size: number;
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
}

describe.each(Object.entries(STORAGES))("uploads to %s", (name, start) => {
  let storage: Storage;
  let server: ServerType;
  let api: Api;
  let owner: Awaited<ReturnType<Api["account"]>>;
  let stranger: Awaited<ReturnType<Api["account"]>>;

  beforeAll(async () => {
    storage = await start();
    server = serve({ fetch: (request) => api.app.fetch(request), port: 0, hostname: "127.0.0.1" });
    await new Promise((resolve) => server.once("listening", resolve));
    const publicUrl = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    api = await startApi({ objects: storage.objects, settings: { publicUrl } });
    owner = await api.account("supplier");
    stranger = await api.account("supplier");
  });
  afterAll(async () => {
    server.close();
    await api.close();
    await storage.close();
  });

  const announce = (bytes: Uint8Array, contentType: string, more: object = {}, headers = {}) =>
    api.call("POST", "/v1/uploads", {
      token: owner.token,
      headers,
      body: { filename: "检测报告.pdf", contentType, size: bytes.length, sha256: sha256(bytes), ...more },
    });
  const bring = (part: OfferedPart, bytes: Uint8Array, headers: Record<string, string> = part.headers) =>
    fetch(part.url, {
      method: part.method,
      headers,
      body: bytes.subarray(part.offset, part.offset + part.size) as BodyInit,
    });
  const complete = (id: string, body: object = {}, token = owner.token) =>
    api.call("POST", `/v1/uploads/${id}/complete`, { token, body });
  const storedPaths = () =>
    storage.paths().filter((path) => path.startsWith("public") || path.startsWith("restricted"));

  test("a file is announced, brought, completed, and read back; a retry of each is the same act", async () => {
    const bytes = text("%PDF-1.7\n农药残留检测报告\n");
    const headers = { "idempotency-key": "announce-1" };
    const announced = await announce(bytes, "application/pdf", {}, headers);
    expect(announced.status).toBe(201);
    expect(announced.body.data).toMatchObject({
      state: "pending",
      filename: "检测报告.pdf",
      contentType: "application/pdf",
      size: bytes.length,
      sha256: sha256(bytes),
      restricted: false,
      parts: [{ number: 1, offset: 0, size: bytes.length, method: "PUT" }],
      attachmentUrl: expect.stringMatching(new RegExp(`/v1/attachments/${sha256(bytes)}$`)),
    });
    const { id, parts, completeUrl, attachmentUrl } = announced.body.data;
    expect((await announce(bytes, "application/pdf", {}, headers)).body).toEqual(announced.body);
    expect((await announce(text("other"), "text/plain", {}, headers)).status).toBe(409);

    const early = await complete(id);
    expect([early.status, early.body.code, early.body.message]).toEqual([
      409,
      "RESOURCE_CONFLICT",
      "Part 1 was not brought yet",
    ]);
    expect((await fetch(attachmentUrl)).status).toBe(404);
    expect((await bring(parts[0], bytes)).status).toBe(200);
    expect((await fetch(attachmentUrl)).status).toBe(404);
    const progress = await api.call("GET", `/v1/uploads/${id}`, { token: owner.token });
    expect(progress.body.data.parts[0].received).toBe(true);

    const key = { "idempotency-key": "complete-1" };
    const path = new URL(completeUrl).pathname;
    const completed = await api.call("POST", path, { token: owner.token, headers: key });
    expect([completed.status, completed.body.data]).toEqual([
      201,
      {
        sha256: sha256(bytes),
        size: bytes.length,
        mediaType: "application/pdf",
        cid: expect.stringMatching(/^baf/),
        url: attachmentUrl,
        restricted: false,
      },
    ]);
    expect((await api.call("POST", path, { token: owner.token, headers: key })).body).toEqual(completed.body);
    expect((await complete(id)).body).toEqual(completed.body);
    const read = await fetch(attachmentUrl);
    expect(Buffer.from(await read.arrayBuffer()).equals(bytes)).toBe(true);
    expect(read.headers.get("content-length")).toBe(String(bytes.length));
    const again = await api.call("GET", `/v1/uploads/${id}`, { token: owner.token });
    expect(again.body.data).toMatchObject({ state: "stored", parts: [], filename: "检测报告.pdf" });
  });

  test.each([
    ["1 B", text("a"), "text/plain"],
    ["1 MB", text("温度,湿度\n".repeat(66_000)), "text/csv"],
    ["a picture", PNG, "image/png"],
  ])("%s is stored and read back as it was", async (_size, bytes, contentType) => {
    const { id, parts, attachmentUrl } = (await announce(bytes, contentType)).body.data;
    await bring(parts[0], bytes);
    expect((await complete(id)).status).toBe(201);
    expect(Buffer.from(await (await fetch(attachmentUrl)).arrayBuffer()).equals(bytes)).toBe(true);
  });

  test("100 MB come in parts, in any order, and go on where they broke off", async () => {
    const bytes = new Uint8Array(100_000_000);
    bytes.set(randomBytes(1_000_000), 50_000_000);
    bytes.set(text("%PDF-1.7\n%¥±ë\n"));
    const { id, parts, attachmentUrl } = (await announce(bytes, "application/pdf")).body.data;
    expect(parts.map(({ size }: OfferedPart) => size)).toEqual([...Array(5).fill(16_777_216), 16_113_920]);
    const etags = new Map<number, string>();
    const send = async (part: OfferedPart) => {
      const answer = await bring(part, bytes);
      expect(answer.status).toBe(200);
      etags.set(part.number, answer.headers.get("etag") ?? "");
    };
    for (const part of [parts[3], parts[0], parts[5]]) await send(part);
    const { data } = (await api.call("GET", `/v1/uploads/${id}`, { token: owner.token })).body;
    const received = data.parts.map((part: { received: boolean | null }) => part.received);
    // This S3 server cannot list parts; others do.
    expect(received).toEqual(name === "S3" ? Array(6).fill(null) : [true, false, false, true, false, true]);
    const told = () => (name === "S3" ? { parts: [...etags].map(([number, etag]) => ({ number, etag })) } : {});
    const early = await complete(id, told());
    expect([early.status, early.body.message]).toEqual([409, "Parts 2, 3, 5 were not brought yet"]);
    for (const part of [data.parts[1], data.parts[2], data.parts[4]]) await send(part);
    const completed = await complete(id, told());
    expect([completed.status, completed.body.data?.size]).toEqual([201, bytes.length]);

    const read = await fetch(attachmentUrl);
    expect(sha256(new Uint8Array(await read.arrayBuffer()))).toBe(sha256(bytes));
    const part = await fetch(attachmentUrl, { headers: { range: "bytes=50000000-50000099" } });
    expect([part.status, part.headers.get("content-range")]).toEqual([206, "bytes 50000000-50000099/100000000"]);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(50_000_000, 50_000_100))).toBe(true);
    expect(storage.paths().filter((path) => !path.startsWith("public"))).toEqual([]);
  });

  describe("error", () => {
    test.each([
      ["nothing at all", { size: 0 }, 422, "size"],
      ["a size that is none", { size: 1.5 }, 422, "size"],
      ["a digest that is none", { sha256: "abc" }, 422, "sha256"],
      ["no type", { contentType: undefined }, 422, "contentType"],
      ["a name that is too long", { filename: "名".repeat(256) }, 422, "filename"],
      ["a visibility that is none", { restricted: "yes" }, 422, "restricted"],
      ["a type that may not be attached", { contentType: "text/html" }, 415, undefined],
      ["more than may be brought", { size: 2 ** 31 }, 413, undefined],
    ])("%s is refused when it is announced", async (_what, change, status, field) => {
      const answer = await announce(text("a"), "text/plain", change);
      expect([answer.status, answer.body.details[0]?.field]).toEqual([status, field]);
    });

    test("content that is not what it was said to be never becomes an attachment", async () => {
      const before = storedPaths();
      const script = text("<script>alert(1)</script>");
      const { id, parts } = (await announce(script, "image/png")).body.data;
      await bring(parts[0], script);
      const refused = await complete(id);
      expect([refused.status, refused.body.code]).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
      expect((await complete(id)).body.code).toBe("RESOURCE_CONFLICT");
      const progress = await api.call("GET", `/v1/uploads/${id}`, { token: owner.token });
      expect(progress.body.data).toMatchObject({ state: "refused", parts: [] });
      expect(storedPaths()).toEqual(before);
    });

    test("another body than the one announced is refused, and nothing is stored", async () => {
      const before = storedPaths();
      const { id, parts } = (await announce(text("this and nothing else"), "text/plain")).body.data;
      const [part] = parts as [OfferedPart];
      const put = (body: string, headers = part.headers) => fetch(part.url, { method: "PUT", headers, body });
      expect((await put("this and nothing else", { ...part.headers, "Content-Type": "application/pdf" })).ok).toBe(
        false,
      );
      expect((await put("this and nothing else, and more")).ok).toBe(false);
      expect((await put("shorter")).ok).toBe(false);
      expect((await complete(id)).body.message).toBe("Part 1 was not brought yet");
      const other = await put("that and nothing else");
      const completed = await complete(id);
      if (name === "disk") expect([other.status, completed.status]).toEqual([422, 409]);
      // This S3 server takes what others would refuse by the checksum that is signed.
      else
        expect([completed.status, completed.body.details[0].message]).toEqual([
          422,
          "The file's SHA-256 is not the one that was announced",
        ]);
      expect(storedPaths()).toEqual(before);
    });

    test("an upload that is nobody's, or another's, is not found", async () => {
      const { id } = (await announce(text("mine"), "text/plain")).body.data;
      for (const [wanted, token] of [
        [id, stranger.token],
        ["0".repeat(32), owner.token],
        ["..%2F..", owner.token],
      ]) {
        expect((await api.call("GET", `/v1/uploads/${wanted}`, { token })).status).toBe(404);
        expect((await complete(wanted, {}, token)).status).toBe(404);
      }
      expect((await api.call("GET", `/v1/uploads/${id}`)).status).toBe(401);
      const parts = [{ number: 1, etag: "a" }];
      for (const wrong of ["all", [{ number: 0, etag: "a" }], [{ number: 1 }], [...parts, ...parts]]) {
        expect((await complete(id, { parts: wrong })).status).toBe(422);
      }
    });
  });

  describe("security", () => {
    test("an address that was changed in any way is refused", async () => {
      const before = storage.paths();
      const bytes = text("signed for this");
      const [part] = (await announce(bytes, "text/plain")).body.data.parts as [OfferedPart];
      const other = (await announce(text("for that"), "text/plain")).body.data.parts[0] as OfferedPart;
      const changed = new URL(part.url);
      changed.pathname = new URL(other.url).pathname;
      const addresses = [changed.href];
      for (const key of new URL(part.url).searchParams.keys()) {
        const url = new URL(part.url);
        const value = url.searchParams.get(key) ?? "";
        url.searchParams.set(key, value.slice(0, -1) + (value.endsWith("1") ? "2" : "1"));
        if (key !== "x-id") addresses.push(url.href);
      }
      for (const url of addresses) {
        const answer = await fetch(url, { method: "PUT", headers: part.headers, body: bytes });
        expect([url, answer.status >= 400 && answer.status < 500]).toEqual([url, true]);
      }
      expect(storage.paths()).toEqual(before);
    });

    test("an address that has expired is refused, and nothing is stored", async () => {
      const before = storage.paths();
      const bytes = text("too late");
      const account = (await api.services.accounts.byId(owner.user.id)) as Account;
      const earlier = { ...api.services, now: () => new Date(Date.now() - 2 * 3_600_000) };
      const context = { account, idempotencyKey: null, respondAsync: false };
      const announced = { contentType: "text/plain", size: bytes.length, sha256: sha256(bytes) };
      const { parts } = await announceUpload(earlier, context, announced, 1_000);
      const address = parts[0]?.address as PartAddress;
      const answer = await fetch(address.url, { method: "PUT", headers: address.headers, body: bytes });
      expect([answer.status, (await answer.text()).includes("expired")]).toEqual([403, true]);
      expect(storage.paths()).toEqual(before);

      const file = await api.call("POST", "/v1/attachments", {
        token: owner.token,
        body: "read too late",
        headers: { "content-type": "text/plain" },
      });
      const { url } = await signAttachmentUrl(earlier, context, `0x${file.body.data.sha256}`);
      expect((await fetch(url)).status).toBe(403);
    });

    test("a restricted file opens to whoever may read it, by an address for some minutes", async () => {
      const bytes = text("the price list of the season");
      const { id, parts } = (await announce(bytes, "text/plain", { restricted: true })).body.data;
      await bring(parts[0], bytes);
      const { url, restricted } = (await complete(id)).body.data;
      expect(restricted).toBe(true);
      expect((await fetch(url)).status).toBe(403);
      const path = `${new URL(url).pathname}/url`;
      expect((await api.call("GET", path)).status).toBe(401);
      expect((await api.call("GET", path, { token: stranger.token })).status).toBe(403);
      const signed = await api.call("GET", path, { token: owner.token });
      expect(signed.status).toBe(200);
      const read = await fetch(signed.body.data.url);
      expect([read.status, await read.text()]).toEqual([200, "the price list of the season"]);
      const part = await fetch(signed.body.data.url, { headers: { range: "bytes=4-8" } });
      expect([part.status, await part.text()]).toEqual([206, "price"]);
      for (const [key, value] of new URL(signed.body.data.url).searchParams) {
        const other = new URL(signed.body.data.url);
        other.searchParams.set(key, value.slice(0, -1) + (value.endsWith("1") ? "2" : "1"));
        const answer = await fetch(other);
        if (key !== "x-id") expect([key, answer.status >= 400]).toEqual([key, true]);
      }
      expect((await fetch(`${url}?expires=99999999999&signature=${"0".repeat(64)}`)).status).toBe(403);
    });
  });
});
