import { once } from "node:events";
import type { Server } from "node:http";
import { Agent, request } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { serve } from "@hono/node-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { respondFor } from "../../api/app.ts";
import { answerMalformedRequests } from "../../api/malformed-requests.ts";
import { type Api, startApi } from "./support/api.ts";

let api: Api;
let server: ReturnType<typeof serve>;
let token: string;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

beforeAll(async () => {
  api = await startApi({ app: { attachmentLimit: 100_000, rateLimits: { reading: { points: 40, seconds: 60 } } } });
  server = serve({ fetch: api.app.fetch, hostname: "127.0.0.1", port: 0 });
  answerMalformedRequests(server as Server, respondFor);
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

/** What comes back for bytes, until the server closes the connection. */
async function raw(text: string): Promise<{ status: number; headers: Headers; body: string }> {
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  socket.write(text);
  let answer = "";
  for await (const chunk of socket.setEncoding("utf8")) answer += chunk;
  socket.destroy();
  const [head = "", body = ""] = answer.split("\r\n\r\n", 2);
  const [first = "", ...lines] = head.split("\r\n");
  const headers = new Headers(lines.map((line) => line.split(": ", 2) as [string, string]));
  return { status: Number(first.split(" ")[1]), headers, body };
}

test("an address that is not percent-encoded is refused in the words of its dialect", async () => {
  const orders = await raw("GET /api/orders/search?keyword=零件&status=producing HTTP/1.1\r\nHost: localhost\r\n\r\n");
  expect(orders.status).toBe(400);
  expect(JSON.parse(orders.body)).toEqual({
    success: false,
    message: "请求格式错误：网址中的中文等非ASCII字符须进行百分号编码",
    timestamp: expect.any(Number),
  });
  expect(orders.headers.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
  expect(orders.headers.get("x-content-type-options")).toBe("nosniff");

  const traces = await raw("GET /v1/traces?name=苹果 HTTP/1.1\r\nHost: localhost\r\n\r\n");
  expect(traces.status).toBe(400);
  expect(JSON.parse(traces.body)).toMatchObject({ code: "MALFORMED_REQUEST" });
  const elsewhere = await raw("GET /t/苹果 HTTP/1.1\r\nHost: localhost\r\n\r\n");
  expect(JSON.parse(elsewhere.body)).toMatchObject({ status: 400, detail: expect.stringContaining("percent-encoded") });
});

test("what is no HTTP, or has too large a head, is answered too, and does not end the server", async () => {
  expect(JSON.parse((await raw("nonsense\r\n\r\n")).body)).toMatchObject({ status: 400 });
  const chunks = "Transfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\nno chunk\r\n";
  expect((await raw(`POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\n${chunks}`)).status).toBe(400);
  expect((await raw(`GET /t HTTP/1.1\r\nHost: localhost\r\nX-A: ${"a".repeat(40_000)}\r\n\r\n`)).status).toBe(431);
  expect((await send("GET", "/t")).status).toBe(200);
});

test("a request that a proxy before us may have read as another one is refused", async () => {
  const me = "Host: localhost\r\n";
  const bearer = `Authorization: Bearer ${token}\r\n`;
  for (const [path, head] of [
    ["/healthz", `${me}Host: elsewhere.example\r\n`],
    ["/healthz", `${me}${me}`],
    ["/v1/traces", `${me}${bearer}authorization: Bearer other\r\n`],
    ["/api/user/profile", `${me}hOST: other\r\n${bearer}`],
  ] as const) {
    const { status, body, headers } = await raw(`GET ${path} HTTP/1.1\r\n${head}Connection: close\r\n\r\n`);
    expect([path, status, headers.get("x-request-id")]).toEqual([path, 400, expect.any(String)]);
    expect(JSON.parse(body)).toMatchObject(path.startsWith("/api") ? { success: false } : {});
  }
  const types = "Content-Type: application/json\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n";
  expect((await raw(`POST /api/auth/login HTTP/1.1\r\n${me}${types}Connection: close\r\n\r\n{}`)).status).toBe(400);
  const lengths = "Content-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 2\r\n";
  expect((await raw(`POST /api/auth/login HTTP/1.1\r\n${me}${lengths}\r\n{}`)).status).toBe(400);
  expect((await raw("GET /healthz\r\n\r\n")).status).toBe(400);
  expect((await raw("GET /healthz HTTP/0.9\r\n\r\n")).status).toBe(400);
  expect((await raw("GET /healthz HTTP/1.1\r\n\r\n")).status).toBe(400);
  expect((await raw("GET /livez HTTP/1.0\r\n\r\n")).status).toBe(200);
  expect((await raw(`GET /livez HTTP/1.1\r\n${me}Connection: close\r\n\r\n`)).status).toBe(200);
});

test("a client that never ends its side does not keep a connection that was refused", async () => {
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  const [connection] = (await once(server, "connection")) as [Socket];
  socket.write("nonsense\r\n\r\n");
  if (!connection.destroyed) await once(connection, "close");
  expect(connection.destroyed).toBe(true);
  socket.destroy();
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
