import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../api/app.ts";
import { dialectOf } from "../../api/dialects/index.ts";
import { healthChecks } from "../../api/health.ts";
import type { AppOptions } from "../../api/options.ts";
import { type Api, clientOf, PUBLIC_URL, startApi } from "./support/api.ts";

let api: Api;
let producer: Awaited<ReturnType<Api["account"]>>;
beforeAll(async () => {
  api = await startApi();
  producer = await api.account("supplier");
  await api.call("POST", "/v1/traces", {
    token: producer.token,
    body: { name: "B", quantity: 1, unit: "kg", batchCode: "SYS-1" },
  });
});
afterAll(() => api.close());

/** Another application on the same services. */
function other(options: Partial<AppOptions>) {
  const fine = async () => ({ ok: true, detail: "answers" });
  return clientOf(
    createApp({
      services: api.services,
      health: { chain: fine, indexer: fine, database: fine, writing: fine, storage: fine },
      rpc: async () => ({}),
      web: new Map(),
      logger: pino({ level: "silent" }),
      ...options,
    }),
  );
}

describe("health", () => {
  test("the node is asked no more often for many who want to know than for one", async () => {
    let asked = 0;
    const { rpc } = api.chain;
    const watch = {
      async head() {
        asked += 1;
        return (await rpc.blockNumber()) + 1;
      },
    };
    const { database, services } = api;
    const { call } = other({ health: healthChecks({ database, objects: services.objects, watch, pollInterval: 10 }) });
    const answers = await Promise.all(Array.from({ length: 30 }, () => call("GET", "/healthz")));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    // Again and again for two seconds: each of thirty for itself would make hundreds.
    expect(asked).toBeLessThan(100);
  });

  test("is well exactly when every part is, and ready while reads can be served", async () => {
    const { status, body } = await api.call("GET", "/healthz");
    expect([status, body]).toEqual([
      200,
      {
        status: "ready",
        checks: {
          chain: { ok: true, detail: expect.any(String) },
          indexer: { ok: true, detail: expect.any(String) },
          database: { ok: true, detail: expect.any(String) },
          writing: { ok: true, detail: expect.any(String) },
          storage: { ok: true, detail: expect.any(String) },
        },
      },
    ]);
    const fine = async () => ({ ok: true, detail: "answers" });
    const behind = async () => ({ ok: false, detail: "3 blocks behind" });
    const leaking = () => Promise.reject(new Error("https://key:secret@node.example"));
    const health = { chain: fine, indexer: fine, database: fine, writing: fine, storage: fine };
    for (const broken of ["chain", "indexer", "database", "writing", "storage"]) {
      const reads = broken !== "database";
      for (const check of [behind, leaking]) {
        const { call } = other({ health: { ...health, [broken]: check } });
        for (const [path, expected] of [
          ["/healthz", 503],
          ["/readyz", reads ? 200 : 503],
        ] as const) {
          const answer = await call("GET", path);
          const told = reads ? "degraded" : "not-ready";
          expect([answer.status, answer.body.status, answer.body.checks[broken].ok]).toEqual([expected, told, false]);
          expect(answer.text).not.toContain("secret");
        }
        const live = await call("GET", "/livez");
        expect([live.status, live.body, live.headers.get("cache-control")]).toEqual([
          200,
          { status: "alive" },
          "no-store",
        ]);
      }
    }
  });
});

describe("documentation", () => {
  test("is OpenAPI 3.1 of every route, and is served with a page that runs no inline script", async () => {
    const { status, body } = await api.call("GET", "/openapi.json");
    expect([status, body.openapi]).toEqual([200, "3.1.0"]);
    const routes = Object.entries(body.paths as Record<string, object>).flatMap(([path, verbs]) =>
      Object.keys(verbs).map((verb) => `${verb} ${path}`),
    );
    const served = api.app.routes
      .filter(
        ({ method, path }) =>
          method !== "ALL" &&
          (dialectOf(path) ||
            /^\/(qr|01|ipfs|healthz|readyz|livez|metrics|rpc|\.well-known|dev\/mailbox\.json)(\/|$)/.test(path)),
      )
      // A slash at the end of a Digital Link is tolerated, not documented.
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, "{$1}").replace(/\/$/, "")}`);
    expect(new Set(routes)).toEqual(new Set(served));
    expect(body.paths["/v1/traces"].post.requestBody.content["application/json"].schema.$ref).toBe(
      "#/components/schemas/TraceInput",
    );
    expect(body.components.securitySchemes.bearer.scheme).toBe("bearer");

    const page = await api.call("GET", "/docs");
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self';");
    // But for what is to be copied, whose address is this server's.
    expect(page.text.replaceAll(PUBLIC_URL, "")).not.toMatch(/<script>|https?:\/\//);
    for (const [, asset = ""] of page.text.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect((await api.call("GET", asset)).status).toBe(200);
    }
    expect((await api.call("GET", "/docs/package.json")).status).toBe(404);
    expect((await api.call("GET", "/docs/..%2fpackage.json")).status).toBe(404);
  });
});

describe("pages", () => {
  test("the shopper's page and its assets are served under a strict policy, and nothing else is", async () => {
    expect((await api.call("GET", "/t/")).headers.get("location")).toBe("/t");
    for (const path of ["/t", "/t/SYS-1"]) {
      const page = await api.call("GET", path);
      expect([page.status, page.text]).toEqual([200, "<!doctype html>"]);
      expect(page.headers.get("content-security-policy")).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src *; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
    }
    const script = await api.call("GET", "/assets/page.js");
    expect([script.status, script.headers.get("content-type")]).toEqual([200, "text/javascript"]);
    expect((await api.call("GET", "/assets/page.js", { headers: { "if-none-match": '"script"' } })).status).toBe(304);
    for (const path of ["/assets/nothing.js", "/assets/..%2ft", "/assets/__proto__"]) {
      const answer = await api.call("GET", path);
      expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "application/problem+json"]);
    }
  });
});

describe("JSON-RPC", () => {
  const rpc = (body: unknown) => api.call("POST", "/rpc", { body });
  const request = (method: string, params: unknown[] = [], id: unknown = 1) => ({ jsonrpc: "2.0", id, method, params });

  test("passes on what only reads, one by one or in a small batch", async () => {
    const { body, headers } = await rpc(request("eth_chainId"));
    expect(body).toEqual({ jsonrpc: "2.0", id: 1, result: `0x${api.chain.chainId.toString(16)}` });
    expect(headers.get("access-control-allow-origin")).toBe("*");
    const call = { to: api.chain.contract, data: "0x00000000" };
    const batch = await rpc([
      request("eth_blockNumber", [], "a"),
      request("eth_sendRawTransaction", ["0x"], "b"),
      request("eth_getCode", [api.chain.contract, "latest"], "c"),
      request("eth_call", [{ ...call, to: "0x0000000000000000000000000000000000000004" }, "latest"], "d"),
      request("eth_call", [{ data: "0x5b600056" }, "latest"], "e"),
      request("eth_call", [call, "latest", { [api.chain.contract]: { code: "0x5b600056" } }], "f"),
      request("eth_getLogs", [{ fromBlock: "0x0" }], "g"),
      request("debug_traceTransaction", [], "h"),
      "nonsense",
    ]);
    expect(
      batch.body.map((answer: { id: string; error?: { code: number } }) => [answer.id, answer.error?.code]),
    ).toEqual([
      ["a", undefined],
      ["b", -32601],
      ["c", undefined],
      ["d", -32602],
      ["e", -32602],
      ["f", -32602],
      ["g", -32602],
      ["h", -32601],
      [null, -32600],
    ]);
  });

  test("refuses what is too large, too many or no JSON", async () => {
    expect((await rpc([])).body.error.code).toBe(-32600);
    expect((await rpc(Array(21).fill(request("eth_chainId")))).body.error.code).toBe(-32600);
    expect((await rpc(request("eth_call", ["x".repeat(70_000)]))).status).toBe(413);
    expect(
      (await api.call("POST", "/rpc", { body: "{", headers: { "content-type": "application/json" } })).status,
    ).toBe(400);
    expect((await api.call("GET", "/rpc")).status).toBe(405);
  });

  test("a node that is away is told as no more than that", async () => {
    const away = other({ rpc: () => Promise.reject(new Error("https://key@node.example")) });
    const { body, text } = await away.call("POST", "/rpc", { body: request("eth_chainId") });
    expect(body.error).toEqual({ code: -32603, message: "The node does not answer" });
    expect(text).not.toContain("key@");
  });

  test("pages of other origins may ask", async () => {
    const headers = { origin: "https://auditor.example", "access-control-request-method": "POST" };
    const preflight = await api.call("OPTIONS", "/rpc", { headers });
    expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([204, "*"]);
    const signedInOnly = await api.call("GET", "/v1/traces", { token: producer.token, headers });
    expect(signedInOnly.headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("limits", () => {
  const limit = { points: 2, seconds: 60 };

  test("log-ins are limited by address, and failing ones by the account that they name", async () => {
    const { call } = other({
      rateLimits: { failedLogInAnywhere: { points: 3, seconds: 60 }, logIn: { points: 4, seconds: 60 } },
      trustedProxies: 1,
    });
    const attempt = (username: string, from: string, password = "Wrong1234") =>
      call("POST", "/api/auth/login", { body: { username, password }, headers: { "x-forwarded-for": from } });
    for (let i = 0; i < 3; i++) expect((await attempt("victim", `203.0.113.${i}`)).status).toBe(401);
    const refused = await attempt("VICTIM", "203.0.113.99");
    expect([refused.status, Object.keys(refused.body)]).toEqual([429, ["message"]]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    for (let i = 0; i < 6; i++) {
      expect((await attempt(producer.username, `203.0.114.${i}`, producer.password)).status).toBe(200);
    }
    for (let i = 0; i < 4; i++) await attempt(`name-${i}`, `${i}.2.3.4, 198.51.100.1`);
    expect((await attempt("name-4", "5.6.7.8, 198.51.100.1")).status).toBe(429);
  });

  test("writes are limited by account, requests by address, and who is limited is told in the dialect's shape", async () => {
    const writes = other({ rateLimits: { write: limit } });
    const { token } = await api.account("supplier");
    const create = () => writes.call("POST", "/v1/farms", { token, body: { name: "F" } });
    expect([(await create()).status, (await create()).status, (await create()).body.code]).toEqual([
      201,
      201,
      "TOO_MANY_REQUESTS",
    ]);
    expect((await writes.call("POST", "/v1/farms", { token: producer.token, body: { name: "F" } })).status).toBe(201);

    const requests = other({ rateLimits: { request: limit } });
    await requests.call("GET", "/healthz");
    await requests.call("GET", "/healthz");
    const refused = await requests.call("GET", "/healthz");
    expect([refused.status, refused.body]).toEqual([
      429,
      {
        type: "about:blank",
        title: "Too Many Requests",
        status: 429,
        detail: expect.any(String),
        message: expect.any(String),
      },
    ]);
  });

  test("calls in a batch count each", async () => {
    const { call } = other({ rateLimits: { rpc: { points: 3, seconds: 60 } } });
    const one = { jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] };
    expect((await call("POST", "/rpc", { body: [one, one] })).status).toBe(200);
    expect((await call("POST", "/rpc", { body: [one, one] })).status).toBe(429);
  });
});

test("every answer forbids sniffing and framing, and says nothing of what made it", async () => {
  for (const path of ["/healthz", "/v1/traces/public/SYS-1", "/t", "/docs", "/nothing", "/v1/nothing"]) {
    const { headers } = await api.call("GET", path);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("x-request-id")).toMatch(/^[\w-]+$/);
  }
  expect(PUBLIC_URL).toMatch(/^https:/);
});
