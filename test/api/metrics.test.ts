import { readFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../api/app.ts";
import { composeWatching } from "../../api/compose/watching.ts";
import type { AppOptions } from "../../api/options.ts";
import { createRpc } from "../../chain/rpc.ts";
import { until } from "../support/process.ts";
import { parseScrape } from "../support/prometheus.ts";
import { type Orders, startOrders } from "./orders/support/orders.ts";

const TOKEN = "the-token-of-whoever-scrapes";

let api: Orders;
let producer: Awaited<ReturnType<Orders["account"]>>;
beforeAll(async () => {
  api = await startOrders({ app: { metricsToken: TOKEN } });
  producer = await api.account("supplier");
});
afterAll(() => api.close());

async function scrape() {
  const { status, text } = await api.call("GET", "/metrics", { token: TOKEN });
  if (status !== 200) throw new Error(text);
  return parseScrape(text);
}

const create = (batchCode: string) =>
  api.call("POST", "/v1/traces", {
    token: producer.token,
    body: { name: "B", quantity: 1, unit: "kg", batchCode },
    headers: { prefer: "respond-async" },
  });

/** The same services behind another application. */
function other(options: Partial<AppOptions>) {
  return createApp({
    services: api.services,
    health: {} as never,
    rpc: async () => ({}),
    web: new Map(),
    logger: pino({ level: "silent" }),
    metrics: api.watching.metrics,
    ...options,
  });
}

describe("names", () => {
  test("are in Prometheus' format and follow its practice", async () => {
    const watching = composeWatching({
      services: api.services,
      database: api.database,
      rpc: createRpc(api.chain.url),
      keys: api.keys,
      logger: pino({ level: "silent" }),
      processMetrics: true,
    });
    await api.call("GET", "/livez");
    const answer = await other({ metrics: watching.metrics, metricsToken: TOKEN }).request("/metrics", {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    const { types, value } = parseScrape(await answer.text());
    for (const [name, type] of types) {
      expect(name).toMatch(/^(suyuan|process|nodejs)_[a-z0-9_]+$/);
      if (name.startsWith("suyuan_")) {
        expect(name.endsWith("_total")).toBe(type === "counter");
        expect(name).not.toMatch(/(milli|nano)seconds|_ms\b/);
      }
    }
    expect(value("process_resident_memory_bytes")).toBeGreaterThan(0);
    expect(types.get("suyuan_http_request_duration_seconds")).toBe("histogram");
  });

  test("those that the operator's handbook names are there, and it names all", async () => {
    const handbook = await readFile(new URL("../../docs/operations.md", import.meta.url), "utf8");
    const told = new Set((await scrape()).types.keys());
    const named = new Set(
      (handbook.match(/\bsuyuan_[a-z_]+/g) ?? []).map((name) => name.replace(/_(bucket|sum|count)$/, "")),
    );
    expect([...named].sort()).toEqual([...told].sort());
  });

  test("whoever asks while others do is told all of them", async () => {
    const told = async () => [...new Set((await scrape()).samples.map(({ name }) => name))].sort();
    const alone = await told();
    const scrapes: Promise<string[]>[] = [];
    for (let i = 0; i < 40; i++) {
      scrapes.push(told());
      for (let turns = 0; turns < i % 7; turns++) await new Promise((resolve) => setImmediate(resolve));
    }
    for (const names of await Promise.all(scrapes)) expect(names).toEqual(alone);
  });

  test("the build is told", async () => {
    const build = (await scrape()).samples.filter(({ name }) => name === "suyuan_build_info");
    expect(build).toEqual([
      { name: "suyuan_build_info", labels: { version: expect.any(String), node: process.versions.node }, value: 1 },
    ]);
  });
});

describe("requests", () => {
  test("are counted by method, pattern and status", async () => {
    const labels = { method: "GET", route: "/v1/traces/public/{batchCode}", status: "404" };
    const before = (await scrape()).value("suyuan_http_requests_total", labels) ?? 0;
    for (const code of ["NONE-1", "NONE-2"]) await api.call("GET", `/v1/traces/public/${code}`);
    const after = await scrape();
    expect(after.value("suyuan_http_requests_total", labels)).toBe(before + 2);
    expect(after.value("suyuan_http_request_duration_seconds_count", labels)).toBe(before + 2);
    expect(after.value("suyuan_http_request_duration_seconds_bucket", { ...labels, le: "+Inf" })).toBe(before + 2);
  });

  test("nothing of a path, a query or a method that somebody made up becomes a label", async () => {
    const secret = "s3cr3t-in-the-path";
    const paths = [
      `/${secret}`,
      `/v1/${secret}/x`,
      `/v1/traces/${secret}`,
      `/v1/traces/public/${secret}?token=${secret}`,
      `/t/${secret}`,
      `/assets/${secret}`,
      `/docs/${secret}`,
      `/ipfs/${secret}`,
      `/qr/${secret}.svg`,
      `/01/${secret}/10/${secret}`,
      `/api/orders/${secret}/status`,
      `/query-tomato/${secret}`,
      `/batches/${secret}`,
      `/%2e%2e/${secret}`,
      `/metrics/${secret}`,
    ];
    for (const path of paths) {
      for (const method of ["GET", "DELETE", "OPTIONS"]) await api.app.request(path, { method });
      await api.app.request(path, { method: "BREW-S3CR3T" });
    }
    const first = await scrape();
    expect(JSON.stringify(first.samples).toLowerCase()).not.toContain("s3cr3t");
    // Other names of the same kind make no new series.
    for (const path of paths) {
      for (const method of ["GET", "DELETE", "OPTIONS", "BREW-TEA"]) {
        await api.app.request(path.replaceAll(secret, "another"), { method });
      }
    }
    expect((await scrape()).samples.length).toBe(first.samples.length);
    expect(
      first.value("suyuan_http_requests_total", { method: "GET", route: "unmatched", status: "404" }),
    ).toBeGreaterThan(0);
    const patterns = new Set(api.app.routes.map(({ path }) => path.replaceAll(/:(\w+)(\{[^}]*\})?/g, "{$1}")));
    for (const { labels } of first.samples) {
      if (labels.route !== undefined && labels.route !== "unmatched") expect(patterns).toContain(labels.route);
      if (labels.method !== undefined) expect(labels.method).toMatch(/^([A-Z]+|other)$/);
    }
  });
});

describe("writes and the mirror", () => {
  test("a write is counted while it waits, and the mirror moves with it", async () => {
    const before = await until(async () => {
      const now = await scrape();
      return now.value("suyuan_outbox_operations", { state: "waiting" }) === 0 && now;
    });
    expect(before.value("suyuan_chain_reachable")).toBe(1);
    expect(before.value("suyuan_relayer_balance_ether")).toBeGreaterThan(0);

    await api.chain.rpc.call("evm_setAutomine", [false]);
    await create("METRICS-1");
    const during = await until(async () => {
      const now = await scrape();
      return now.value("suyuan_outbox_operations", { state: "sent" }) === 1 && now;
    });
    expect(during.value("suyuan_outbox_oldest_unfinished_age_seconds")).toBeGreaterThan(0);
    await api.chain.rpc.call("evm_setAutomine", [true]);
    await api.chain.mine();

    const after = await until(async () => {
      const now = await scrape();
      return (
        (now.value("suyuan_indexer_lines") ?? 0) > (before.value("suyuan_indexer_lines") ?? 0) &&
        now.value("suyuan_outbox_operations", { state: "sent" }) === 0 &&
        now.value("suyuan_indexer_lag_blocks") === 0 &&
        now
      );
    });
    expect(after.value("suyuan_outbox_oldest_unfinished_age_seconds")).toBe(0);
    expect(after.value("suyuan_chain_head_block")).toBeGreaterThan(before.value("suyuan_chain_head_block") ?? 0);
    expect(after.value("suyuan_indexer_lag_seconds")).toBeGreaterThanOrEqual(0);
    expect(after.value("suyuan_database_size_bytes")).toBeGreaterThan(4096);
    expect(after.value("suyuan_messages_waiting")).toBe(0);
  });
});

describe("systems outside", () => {
  test("calls are counted by outcome, and an open circuit shows", async () => {
    const { token } = await api.bound();
    await api.call("GET", "/api/orders/search", { token });
    const fine = await scrape();
    const labels = { integration: "erp", operation: "orders" };
    expect(fine.value("suyuan_integration_calls_total", { ...labels, outcome: "succeeded" })).toBe(1);
    expect(fine.value("suyuan_integration_attempts_total", labels)).toBe(1);
    expect(fine.value("suyuan_integration_call_duration_seconds_count", labels)).toBe(1);
    expect(fine.value("suyuan_integration_circuit_state", { integration: "erp" })).toBe(0);
    expect(fine.value("suyuan_integration_active_calls", { integration: "erp" })).toBe(0);

    api.erp.instead(() => ({ status: 503, body: {} }));
    for (let i = 0; i < 10; i++) await api.call("GET", "/api/orders/search", { token });
    const broken = await scrape();
    expect(broken.value("suyuan_integration_circuit_state", { integration: "erp" })).toBeGreaterThan(0);
    expect(broken.value("suyuan_integration_circuit_state", { integration: "wechat" })).toBe(0);
    expect(broken.value("suyuan_integration_calls_total", { ...labels, outcome: "failed" })).toBeGreaterThan(0);
    expect(broken.value("suyuan_integration_attempts_total", labels)).toBeGreaterThan(2);
    api.erp.instead();
  });
});

/** What proxies and networks add. */
const FORWARDING = [
  "X-Forwarded-For",
  "X-Forwarded-Host",
  "X-Forwarded-Proto",
  "X-Forwarded-Port",
  "X-Forwarded-Server",
  "X-Forwarded",
  "X-Original-Forwarded-For",
  "Forwarded-For",
  "Forwarded",
  "Via",
  "X-Real-IP",
  "X-Client-IP",
  "Client-IP",
  "True-Client-IP",
  "X-Cluster-Client-IP",
  "CF-Connecting-IP",
  "CF-Connecting-IPv6",
  "CF-Ray",
  "CF-Visitor",
  "CDN-Loop",
  "Fastly-Client-IP",
  "Fly-Client-IP",
  "X-Azure-ClientIP",
  "X-Appengine-User-IP",
  "X-Envoy-External-Address",
  "X-Amzn-Trace-Id",
  "X-ARR-LOG-ID",
  "Tailscale-User-Login",
];

describe("who may read them", () => {
  const get = (port: number, host: string, headers: Record<string, string> = {}) =>
    new Promise<number>((resolve, reject) => {
      httpRequest({ host, port, path: "/metrics", headers, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
        .on("error", reject)
        .end();
    });

  test("with a token whoever has it", async () => {
    for (const given of [undefined, "wrong", `${TOKEN}x`, TOKEN.slice(1), producer.token]) {
      const answer = await api.call("GET", "/metrics", given === undefined ? {} : { token: given });
      expect([answer.status, answer.text.includes("suyuan_")]).toEqual([401, false]);
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    }
    expect((await api.call("GET", "/metrics", { headers: { authorization: `bearer ${TOKEN}` } })).status).toBe(200);
  });

  test("without one this machine alone, and never through a proxy", async () => {
    expect((await other({}).request("/metrics")).status).toBe(403);
    for (const trustedProxies of [0, 1]) {
      const server = serve({ fetch: other({ trustedProxies }).fetch, hostname: "127.0.0.1", port: 0 });
      await new Promise<void>((resolve) => server.once("listening", () => resolve()));
      const { port } = server.address() as AddressInfo;
      expect(await get(port, "127.0.0.1")).toBe(200);
      for (const name of FORWARDING) {
        expect([name, await get(port, "127.0.0.1", { [name]: "127.0.0.1" })]).toEqual([name, 403]);
      }
      // One that adds nothing, and keeps the name that it was asked by.
      for (const Host of ["trace.example", "trace.example:443", "192.168.1.7:8081", "localhost.example"]) {
        expect([Host, await get(port, "127.0.0.1", { Host })]).toEqual([Host, 403]);
      }
      for (const Host of ["localhost", `localhost:${port}`, "127.0.0.1", `[::1]:${port}`]) {
        expect([Host, await get(port, "127.0.0.1", { Host, "User-Agent": "Prometheus/3.5.0" })]).toEqual([Host, 200]);
      }
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

test("what cannot be known is left out, and the rest is told all the same", async () => {
  const rpc = createRpc("http://127.0.0.1:9", { timeout: 200 });
  const broken = { read: undefined as never };
  const watching = composeWatching({
    services: api.services,
    database: { ...api.database, ...broken },
    rpc,
    keys: api.keys,
    logger: pino({ level: "silent" }),
    processMetrics: false,
    chainWatch: { patience: 100 },
  });
  const { samples, value } = parseScrape(await watching.metrics.scrape());
  expect(value("suyuan_chain_reachable")).toBe(0);
  const names = samples.map(({ name }) => name);
  for (const absent of [
    "suyuan_chain_head_block",
    "suyuan_relayer_balance_ether",
    "suyuan_indexer_lag_blocks",
    "suyuan_indexer_lag_seconds",
    "suyuan_outbox_operations",
    "suyuan_outbox_oldest_unfinished_age_seconds",
    "suyuan_database_size_bytes",
  ]) {
    expect(names).not.toContain(absent);
  }
  expect(value("suyuan_integration_circuit_state", { integration: "erp" })).toBeDefined();
  const again = parseScrape(await watching.metrics.scrape());
  expect(again.value("suyuan_metrics_failures_total", { group: "outbox" })).toBeGreaterThan(0);
});
