/** Who may do what, and what a presigned URL is good for. */
import { readdirSync } from "node:fs";
import { join as joinPath } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, sha256, startApi } from "../support/api.ts";
import { announcement, appWith, join, type Member, newBatch, PASSWORD, PDF, pathOf, report } from "./support.ts";

let api: Api;
let members: Record<"Producer" | "Inspector" | "Carrier" | "nobody", Member>;
let batchId: string;
beforeAll(async () => {
  api = await startApi({ app: { attachmentLimit: 100_000 } });
  members = {
    Producer: await join(api, "Producer"),
    Inspector: await join(api, "Inspector"),
    Carrier: await join(api, "Carrier"),
    nobody: await join(api),
  };
  batchId = (await newBatch(api, members.Producer.token)).id;
});
afterAll(() => api.close());

const text = (content: string) => new TextEncoder().encode(content);

describe("roles", () => {
  const address = `0x${"a1".repeat(20)}`;
  const inspection = { result: "pass", file_url: "https://lab.example/1.pdf" };
  const everybody = ["Producer", "Inspector", "Carrier", "nobody"];
  const operations = () =>
    [
      ["POST", "/auth/wallet/challenge", { address }, everybody],
      ["POST", "/auth/wallet", { address, message: "m", signature: "0x00" }, everybody],
      ["POST", "/upload", announcement(PDF), ["Inspector"]],
      ["POST", "/batches", { metadata: {} }, ["Producer"]],
      ["GET", `/batches/${batchId}`, undefined, everybody],
      ["POST", `/batches/${batchId}/inspection`, inspection, ["Inspector"]],
    ] as const;

  test("each endpoint is open to the callers of the document, a wallet's to all of them, and to nobody else", async () => {
    for (const [method, path, body, callers] of operations()) {
      for (const [role, { token }] of Object.entries(members)) {
        const { status, body: answer } = await api.call(method, path, { token, body });
        const isAllowed = (callers as readonly string[]).includes(role);
        expect([path, role, status === 403]).toEqual([path, role, !isAllowed]);
        if (!isAllowed) expect(answer.detail).toMatch(/^You do not have permission to /);
      }
    }
  });

  test("none is open without a token, or with a bad one", async () => {
    for (const [method, path, body] of operations()) {
      for (const headers of [{}, { authorization: "Bearer bad" }, { authorization: "Basic YTpi" }]) {
        const answer = await api.call(method, path, { body, headers });
        expect([path, answer.status, answer.headers.get("www-authenticate")]).toEqual([path, 401, "Bearer"]);
        expect(answer.body.title).toBe("Unauthorized");
      }
    }
  });

  test("what a body says of its writer is not believed", async () => {
    const { token } = members.Carrier;
    const body = { metadata: {}, role: "Producer", owner_id: members.Producer.user.id };
    expect((await api.call("POST", "/batches", { token, body })).status).toBe(403);
  });

  test("an unknown account and a wrong password get the same answer", async () => {
    const answers = new Set<string>();
    for (const email of [members.Producer.email, "nobody-here@example.com", "' OR 1=1 --"]) {
      const { status, text: answer } = await api.call("POST", "/auth/login", {
        body: { email, password: "Wrong1234" },
      });
      answers.add(`${status} ${answer}`);
    }
    expect([...answers]).toEqual([
      '401 {"type":"about:blank","title":"Unauthorized","status":401,"detail":"Invalid email or password","message":"Invalid email or password"}',
    ]);
  });
});

describe("presigned URLs", () => {
  let serial = 0;
  /** A file of its own, and where it may be brought. */
  async function ask(change: object = {}, token = members.Inspector.token) {
    const bytes = text(`report ${++serial}`);
    const body = announcement(bytes, { content_type: "text/plain", ...change });
    const answer = await api.call("POST", "/upload", { token, body });
    expect(answer.status).toBe(200);
    return { bytes, url: new URL(answer.body.upload_url), fileUrl: answer.body.file_url as string };
  }
  const put = (url: URL, body: Uint8Array, type: string | null = "text/plain", client = api) =>
    client.call("PUT", pathOf(url.href), { body, headers: type === null ? {} : { "content-type": type } });
  const stored = () => readdirSync(joinPath(api.folder, "objects"), { recursive: true, withFileTypes: true });
  const files = () => stored().filter((entry) => entry.isFile()).length;

  test("of which anything was changed stores nothing", async () => {
    const { bytes, url } = await ask();
    const before = files();
    const changes: [string, string][] = [
      ["account", "1"],
      ["account", "0"],
      ["size", String(bytes.length + 1)],
      ["size", "1e3"],
      ["type", "application/pdf"],
      ["restricted", "true"],
      ["expires", "99999999999"],
      ["signature", "0".repeat(64)],
      ["signature", ""],
      ["signature", url.searchParams.get("signature")?.toUpperCase() ?? ""],
      ["more", "1"],
    ];
    for (const [name, value] of changes) {
      if (url.searchParams.get(name) === value) continue;
      const changed = new URL(url);
      changed.searchParams.set(name, value);
      const answer = await put(changed, bytes);
      expect([name, answer.status, answer.body.detail]).toEqual([
        name,
        403,
        "The signature of this upload URL is wrong",
      ]);
    }
    for (const name of url.searchParams.keys()) {
      const changed = new URL(url);
      changed.searchParams.delete(name);
      expect((await put(changed, bytes)).status).toBe(403);
    }
    const elsewhere = new URL(url);
    elsewhere.pathname = `/uploads/${"0".repeat(64)}`;
    expect((await put(elsewhere, bytes)).status).toBe(403);
    expect((await api.call("POST", pathOf(url.href), { body: bytes })).status).toBe(405);
    expect(files()).toBe(before);
  });

  test("refuse other content, each for its own reason, and store nothing", async () => {
    const { bytes, url, fileUrl } = await ask();
    const before = files();
    const detail = async (body: Uint8Array, type?: string | null) => {
      const answer = await put(url, body, type);
      return [answer.status, answer.body.detail, answer.body.errors?.[0].detail];
    };
    expect(await detail(bytes, "application/pdf")).toEqual([415, "This upload URL is for text/plain", undefined]);
    expect((await detail(bytes, null))[0]).toBe(415);
    expect(await detail(bytes.slice(1))).toEqual([
      422,
      "Validation failed",
      `The body has ${bytes.length - 1} bytes; this upload URL is for ${bytes.length}`,
    ]);
    expect((await detail(new Uint8Array()))[0]).toBe(422);
    expect((await detail(text(`${new TextDecoder().decode(bytes)}!`)))[0]).toBe(413);
    expect(await detail(bytes.toReversed())).toEqual([
      422,
      "Validation failed",
      "The body's SHA-256 is not the one that this upload URL is for",
    ]);
    expect((await api.call("GET", pathOf(fileUrl))).status).toBe(404);
    expect(files()).toBe(before);
    // All of that used nothing up; and a file brought twice is one.
    expect((await put(url, bytes, "text/plain; charset=utf-8")).status).toBe(200);
    expect((await put(url, bytes)).status).toBe(200);
    expect(files()).toBe(before + 1);
  });

  test("refuse content that is not the type it is said to be", async () => {
    const bytes = text("<svg onload=alert(1)>");
    const body = announcement(bytes);
    const { body: asked } = await api.call("POST", "/upload", { token: members.Inspector.token, body });
    const answer = await put(new URL(asked.upload_url), bytes, "application/pdf");
    expect([answer.status, answer.body.detail]).toEqual([415, "The content is not application/pdf"]);
  });

  test("are good for fifteen minutes", async () => {
    const { bytes, url } = await ask();
    const later = (minutes: number) => appWith(api, { now: () => new Date(Date.now() + minutes * 60_000) });
    const expired = await put(url, bytes, "text/plain", later(15) as Api);
    expect([expired.status, expired.body.detail]).toEqual([403, "This upload URL has expired"]);
    expect((await put(url, bytes, "text/plain", later(13) as Api)).status).toBe(200);
  });

  test("keep what is restricted from the public, and let it be named by those who may read it", async () => {
    const bytes = text("the names of patients");
    const fileUrl = await report(api, members.Inspector.token, bytes, { content_type: "text/plain", restricted: true });
    expect((await api.call("GET", pathOf(fileUrl))).status).toBe(403);
    expect((await api.call("GET", pathOf(fileUrl), { token: members.Carrier.token })).status).toBe(403);
    const own = await api.call("GET", pathOf(fileUrl), { token: members.Inspector.token });
    expect(own.text).toBe("the names of patients");
    const body = { result: "fail", file_url: fileUrl };
    const submitted = await api.call("POST", `/batches/${batchId}/inspection`, {
      token: members.Inspector.token,
      body,
    });
    expect(submitted.status).toBe(201);
  });

  test("may be used by pages elsewhere, and are never logged with what signs them", async () => {
    const { bytes, url } = await ask();
    const preflight = await api.app.request(pathOf(url.href), {
      method: "OPTIONS",
      headers: { origin: "https://lab.example", "access-control-request-method": "PUT" },
    });
    expect(preflight.headers.get("access-control-allow-methods")).toBe("GET,PUT");
    const answer = await api.call("PUT", pathOf(url.href), {
      body: bytes,
      headers: { "content-type": "text/plain", origin: "https://lab.example" },
    });
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([200, "*"]);
    const log = api.logged.join("\n");
    for (const secret of [url.searchParams.get("signature") as string, members.Inspector.token, PASSWORD]) {
      expect(log).not.toContain(secret);
    }
    expect(log).toContain(`/uploads/${sha256(bytes)}`);
  });
});
