/** Pages of other origins, and many readers behind one address. */
import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../api/app.ts";
import type { AppOptions } from "../../api/options.ts";
import { readSettings } from "../../config/settings.ts";
import { type Api, clientOf, PAGE_SCRIPT, startApi } from "./support/api.ts";

let api: Api;
let token: string;
beforeAll(async () => {
  api = await startApi();
  ({ token } = await api.account("supplier"));
  const body = { name: "B", quantity: 1, unit: "kg", batchCode: "READ-1" };
  await api.call("POST", "/v1/traces", { token, body });
});
afterAll(() => api.close());

/** The same services behind another application. */
function other(options: Partial<AppOptions>) {
  const fine = async () => ({ ok: true, detail: "answers" });
  return createApp({
    services: api.services,
    health: { chain: fine, indexer: fine, database: fine, writing: fine, storage: fine },
    rpc: async ({ id }) => ({ jsonrpc: "2.0", id, result: "0x1" }),
    web: new Map([["/assets/page.js", PAGE_SCRIPT]]),
    logger: pino({ level: "silent" }),
    metrics: api.watching.metrics,
    ...options,
  });
}

describe("a page of another origin", () => {
  const preflight = (app: ReturnType<typeof other>, path: string, origin: string) =>
    app.request(path, {
      method: "OPTIONS",
      headers: {
        origin,
        "access-control-request-method": "PATCH",
        "access-control-request-headers": "authorization,content-type,idempotency-key,x-user-uid",
      },
    });

  const PATHS = ["/api/auth/login", "/auth/login", "/batches/1", "/v1/traces/1", "/add-tomato", "/api/orders/search"];

  test.each([
    "http://localhost:5173",
    "http://localhost",
    "https://127.0.0.1:3000",
    "http://[::1]:8080",
    "http://app.localhost:5173",
  ])("on the reader's own machine (%s) is let in where that is set", async (origin) => {
    const app = other({ crossOrigins: "loopback" });
    for (const path of PATHS) {
      const { status, headers } = await preflight(app, path, origin);
      expect([path, status, headers.get("access-control-allow-origin")]).toEqual([path, 204, origin]);
      expect(headers.get("access-control-allow-methods")).toContain("PATCH");
      expect(headers.get("access-control-allow-headers")).toBe("authorization,content-type,idempotency-key,x-user-uid");
      expect(headers.get("access-control-allow-credentials")).toBeNull();
    }
    const answer = await app.request("/v1/traces", { headers: { origin, authorization: `Bearer ${token}` } });
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([200, origin]);
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    expect(answer.headers.get("vary")).toContain("Origin");
    for (const name of ["ETag", "Location", "Retry-After", "Idempotency-Key", "X-Request-Id", "Scan-Id", "Link"]) {
      expect(answer.headers.get("access-control-expose-headers")?.split(", ")).toContain(name);
    }
  });

  test("may read what it is refused with, too", async () => {
    const app = other({ crossOrigins: "loopback", rateLimits: { request: { points: 4, seconds: 60 } } });
    const statuses: number[] = [];
    for (const path of ["/v1/traces", "/api/auth/me", "/batches/1", "/unknown", "/v1/traces"]) {
      const { status, headers } = await app.request(path, { headers: { origin: "http://localhost:5173" } });
      expect([path, headers.get("access-control-allow-origin")]).toEqual([path, "http://localhost:5173"]);
      statuses.push(status);
      // Asking whether it may is no request that counts.
      expect((await preflight(app, path, "http://localhost:5173")).status).toBe(204);
    }
    expect(statuses).toEqual([401, 401, 401, 404, 429]);
  });

  test.each([
    "https://evil.example",
    "http://localhost.evil.example",
    "http://evil.example#localhost",
    "http://127.0.0.1.evil.example",
    "http://192.168.1.7:5173",
    "file://",
    "null",
    "chrome-extension://localhost",
  ])("%s is let in by nothing but a list", async (origin) => {
    for (const crossOrigins of ["loopback" as const, [], ["https://shop.example"]]) {
      const app = other({ crossOrigins });
      expect((await preflight(app, "/api/auth/login", origin)).status).toBe(405);
      const { headers } = await app.request("/v1/traces", { headers: { origin } });
      expect(headers.get("access-control-allow-origin")).toBeNull();
      // What anybody may read, any page may.
      const open = await app.request("/v1/traces/public/READ-1", { headers: { origin } });
      expect([open.status, open.headers.get("access-control-allow-origin")]).toEqual([200, "*"]);
    }
  });

  test("that is on the list is let in, and this machine's are not", async () => {
    const app = other({ crossOrigins: ["https://shop.example", "https://app.example:8443"] });
    for (const [origin, status] of [
      ["https://shop.example", 204],
      ["https://app.example:8443", 204],
      ["http://shop.example", 405],
      ["https://app.example", 405],
      ["http://localhost:5173", 405],
    ] as const) {
      expect([origin, (await preflight(app, "/api/auth/login", origin)).status]).toEqual([origin, status]);
    }
  });

  test("never gets at figures or at what development shows", async () => {
    const app = other({ crossOrigins: "loopback" });
    for (const path of ["/metrics", "/dev/mailbox", "/dev/mailbox.json", "/DEV/mailbox"]) {
      const origin = "http://localhost:5173";
      expect([path, (await preflight(app, path, origin)).status]).not.toEqual([path, 204]);
      const { headers } = await app.request(path, { headers: { origin } });
      expect([path, headers.get("access-control-allow-origin")]).toEqual([path, null]);
    }
  });

  test("is let in as the setting says: this machine's in development, in production none but those listed", () => {
    const production = {
      NODE_ENV: "production",
      KEYSTORE_PASSPHRASE: "long enough for this",
      CHAIN_RPC_URL: "https://node.example",
      PUBLIC_URL: "https://trace.example",
    };
    const origins = (environment: Record<string, string>) => readSettings(environment).crossOrigins;
    expect(origins({})).toBe("loopback");
    expect(origins(production)).toEqual([]);
    expect(origins({ CORS_ORIGINS: "none" })).toEqual([]);
    expect(origins({ ...production, CORS_ORIGINS: "https://a.example, https://b.example:8443/" })).toEqual([
      "https://a.example",
      "https://b.example:8443",
    ]);
    for (const wrong of ["*", "shop.example", "https://a.example/path", "https://A.example", "null", "loopback,none"]) {
      expect(() => origins({ CORS_ORIGINS: wrong })).toThrow("CORS_ORIGINS must be");
    }
  });
});

test("two hundred shoppers within a minute behind one address meet no limit, and all are counted", async () => {
  const { call } = clientOf(other({}));
  const journey = "/v1/traces/public/READ-1";
  const asked = (method: string, path: string, body?: unknown) =>
    call(method, path, body === undefined ? {} : { body });
  const headers = { "user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) MicroMessenger/8.0.60" };
  for (let shopper = 0; shopper < 200; shopper++) {
    const answers = [
      // A page of the present build asks for some forty files, of which these stand for all.
      ...(await Promise.all(Array.from({ length: 40 }, () => asked("GET", "/assets/page.js")))),
      await call("GET", journey, { headers }),
      await asked("GET", `${journey}/proof`),
      await asked("POST", "/rpc", { jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] }),
      await asked("POST", "/rpc", { jsonrpc: "2.0", id: 2, method: "eth_blockNumber", params: [] }),
    ];
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(answers[40]?.headers.get("scan-id")).not.toBeNull();
    const scan = await call("POST", `${journey}/scans`, { headers });
    expect(scan.status).toBe(201);
    const duration = await asked("POST", `${journey}/scans/${scan.body.data.scanId}/duration`, { seconds: 3 });
    expect(duration.status).not.toBe(429);
  }
}, 120_000);
