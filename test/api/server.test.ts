import { once } from "node:events";
import { Agent, request } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, startApi } from "./support/api.ts";

let api: Api;
let server: ReturnType<typeof serve>;
let token: string;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

beforeAll(async () => {
  api = await startApi({ app: { attachmentLimit: 100_000, rateLimits: { request: { points: 40, seconds: 60 } } } });
  server = serve({ fetch: api.app.fetch, hostname: "127.0.0.1", port: 0 });
  if (!server.listening) await once(server, "listening");
  token = (await api.account("supplier")).token;
});
afterAll(async () => {
  agent.destroy();
  server.close();
  await api.close();
});

/** A request over a real socket, with its path sent as it is written. */
function send(method: string, path: string, headers: Record<string, string> = {}, body?: Uint8Array) {
  const { port } = server.address() as AddressInfo;
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const outgoing = request({ agent, port, host: "127.0.0.1", method, path, headers }, async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, text });
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

const upload = (size: number, headers: Record<string, string> = {}) =>
  send(
    "POST",
    "/v1/attachments",
    { authorization: `Bearer ${token}`, "content-type": "text/plain", ...headers },
    new Uint8Array(size).fill(0x41),
  );

test("a body that is too large is answered, and the next request too", async () => {
  for (let round = 0; round < 3; round++) {
    expect(await upload(3_000_000)).toMatchObject({ status: 413, text: expect.stringContaining("PAYLOAD_TOO_LARGE") });
    expect((await upload(3_000_000, { "transfer-encoding": "chunked" })).status).toBe(413);
    expect((await upload(50_000, { "transfer-encoding": "chunked" })).status).toBe(201);
  }
});

test("paths that climb are paths of their own", async () => {
  for (const path of [
    "/v1/traces/../../etc/passwd",
    "/assets/../package.json",
    "/docs/../../package.json",
    "//etc/passwd",
  ]) {
    const { status, text } = await send("GET", path);
    expect([401, 404]).toContain(status);
    expect(text).not.toMatch(/root:|"name": "suyuan"/);
  }
});

test("requests over the limit of an address are refused", async () => {
  const statuses: number[] = [];
  for (let i = 0; i < 45; i++) statuses.push((await send("GET", "/t")).status);
  expect(statuses[0]).toBe(200);
  expect(statuses.at(-1)).toBe(429);
});
