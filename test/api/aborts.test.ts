/** A client that goes away in the middle is nobody's error. */
import { once } from "node:events";
import type { Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { serve } from "@hono/node-server";
import pino from "pino";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { respondFor } from "../../api/app.ts";
import { answerMalformedRequests } from "../../api/malformed-requests.ts";
import { until } from "../support/process.ts";
import { type Api, startApi } from "./support/api.ts";

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly status?: number;
}

let api: Api;
let server: ReturnType<typeof serve>;
let token: string;
const lines: Line[] = [];
const ERROR = 50;
const WARNING = 40;

beforeAll(async () => {
  const logger = pino({ level: "debug" }, { write: (line) => void lines.push(JSON.parse(line)) });
  api = await startApi({ app: { logger } });
  server = serve({ fetch: api.app.fetch, hostname: "127.0.0.1", port: 0 });
  answerMalformedRequests(server as Server, respondFor);
  if (!server.listening) await once(server, "listening");
  token = (await api.account("supplier")).token;
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  server.close();
  await api.close();
});

async function open(head: string): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.on("error", () => undefined);
  await once(socket, "connect");
  socket.write(`${head}\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n`);
  return socket;
}

/** What is printed beside the log, which nobody can read by machine or silence by a setting. */
function printed() {
  return (["error", "warn", "info", "log"] as const).map((name) => vi.spyOn(console, name));
}

test.each([
  ["JSON", "POST /v1/traces HTTP/1.1", "Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{"],
  ["a file", "POST /v1/attachments HTTP/1.1", "Content-Type: text/plain\r\nContent-Length: 90000\r\n\r\nAAAA"],
  [
    "a file in chunks",
    "POST /v1/attachments HTTP/1.1",
    "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nAAAA\r\n",
  ],
])("a request that is broken off in the middle of %s", async (_, head, rest) => {
  const spies = printed();
  lines.length = 0;
  const received = once(server as Server, "request");
  const socket = await open(head);
  socket.write(rest);
  await received;
  // Now its body is read, of which no more comes.
  await new Promise((resolve) => setTimeout(resolve, 300));
  socket.destroy();
  const logged = await until(async () => lines.find(({ msg }) => msg === "request"));
  expect(logged.status).toBe(400);
  expect(lines.filter(({ level }) => level >= WARNING)).toEqual([]);
  expect(lines.some(({ msg }) => msg === "a client broke its request off")).toBe(true);
  for (const spy of spies) expect(spy).not.toHaveBeenCalled();
});

test("an answer that is broken off while it streams", async () => {
  const spies = printed();
  const body = new Uint8Array(9 * 1024 * 1024).fill(0x41);
  const headers = { "content-type": "text/plain" };
  const stored = await api.call("POST", "/v1/attachments", { token, body, headers });
  expect(stored.status).toBe(201);
  lines.length = 0;
  const path = new URL(stored.body.data.url ?? stored.body.data.fileUrl).pathname;
  for (let round = 0; round < 3; round++) {
    const socket = await open(`GET ${path} HTTP/1.1`);
    socket.write("\r\n");
    await once(socket, "data");
    socket.destroy();
  }
  await until(async () => lines.filter(({ msg }) => msg === "request").length >= 3);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(lines.filter(({ level }) => level >= WARNING)).toEqual([]);
  for (const spy of spies) expect(spy).not.toHaveBeenCalled();
});

test("a fault of ours is an error all the same", async () => {
  lines.length = 0;
  vi.spyOn(api.database.read, "selectFrom").mockImplementation(() => {
    throw new Error("a fault of ours");
  });
  expect((await api.call("GET", "/v1/traces", { token })).status).toBe(500);
  expect(lines.some(({ level }) => level === ERROR)).toBe(true);
});
