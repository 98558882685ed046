import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../api/app.ts";
import { type Api, clientOf, startApi } from "./support/api.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** An application with a log of its own, some of whose services are broken. */
function watched(services: object = {}) {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => {
    // The documentation is read by whoever checks the answers.
    if (!line.includes('"/openapi.json"')) lines.push(JSON.parse(line));
  };
  const app = createApp({
    services: { ...api.services, ...services },
    health: {} as never,
    rpc: async () => ({}),
    web: new Map(),
    logger: pino({ level: "debug" }, { write }),
  });
  return { ...clientOf(app), lines };
}

test("an id that a caller gives is taken if it is one, and else replaced", async () => {
  const { call, lines } = watched();
  for (const good of ["a", "0f3c-9_=", "x".repeat(255)]) {
    const { headers } = await call("GET", "/livez", { headers: { "x-request-id": good } });
    expect(headers.get("x-request-id")).toBe(good);
    expect(lines.at(-1)?.requestId).toBe(good);
  }
  const bad = ["", "two words", "<script>", 'quo"te', "semi;colon", "tab\there", "naïve", "x".repeat(256), "{}"];
  for (const given of bad) {
    const { headers } = await call("GET", "/livez", { headers: { "x-request-id": given } });
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(lines.at(-1)?.requestId).toBe(headers.get("x-request-id"));
  }
});

test("each line about a request has its id, whatever became of the request", async () => {
  const broken = { read: () => Promise.reject(new Error("broken")) };
  const mirror = new Proxy(api.services.mirror, { get: () => broken.read });
  const { call, lines } = watched({ mirror });
  const { call: fine, lines: fineLines } = watched();
  const cases = [
    { ask: () => fine("GET", "/livez"), status: 200, log: fineLines },
    { ask: () => fine("GET", "/nothing"), status: 404, log: fineLines },
    { ask: () => fine("GET", "/v1/farms"), status: 401, log: fineLines },
    { ask: () => fine("DELETE", "/livez"), status: 405, log: fineLines },
    { ask: () => fine("POST", "/v1/traces", { body: "{" }), status: undefined, log: fineLines },
    { ask: () => call("GET", "/v1/traces/public/NONE"), status: 500, log: lines },
  ];
  for (const { ask, status, log } of cases) {
    log.length = 0;
    const answer = await ask();
    if (status !== undefined) expect(answer.status).toBe(status);
    const id = answer.headers.get("x-request-id");
    expect(log.map(({ requestId }) => requestId)).toEqual(log.map(() => id));
    expect(log.at(-1)).toMatchObject({ msg: "request", status: answer.status, milliseconds: expect.any(Number) });
  }
  expect(lines.map(({ msg }) => msg)).toEqual(["a request failed", "request"]);
});

test("no query, header or body is logged", async () => {
  const { call, lines } = watched();
  await call("POST", "/api/auth/login?token=h1dden", {
    body: { username: "h1dden", password: "h1dden" },
    headers: { authorization: "Bearer h1dden", cookie: "h1dden=1", "user-agent": "h1dden" },
  });
  expect(lines.length).toBeGreaterThan(0);
  expect(JSON.stringify(lines)).not.toContain("h1dden");
});
