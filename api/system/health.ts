import { type RouteConfig, z } from "@hono/zod-openapi";
import { endpoint } from "../http/endpoint.ts";
import type { Application } from "../http/env.ts";
import type { HealthCheck, HealthChecks } from "../options.ts";

/** How long a check may take, in milliseconds. */
const PATIENCE = 3_000;

const checkSchema = z.object({ ok: z.boolean(), detail: z.string() });
const healthSchema = z.object({
  status: z.enum(["ready", "not-ready"]),
  checks: z.object({ chain: checkSchema, indexer: checkSchema, database: checkSchema }),
});

/** `GET /healthz`: 200 exactly when every part works. */
export function healthRoute(app: Application, health: HealthChecks): void {
  const answer = (description: string) => ({ description, content: { "application/json": { schema: healthSchema } } });
  const route: RouteConfig = {
    method: "get",
    path: "/healthz",
    tags: ["System"],
    summary: "Whether every part works",
    responses: { 200: answer("Ready"), 429: { description: "Asked too often" }, 503: answer("Not ready") },
  };
  endpoint(app, route, [], async (context) => {
    const [chain, indexer, database] = await Promise.all([
      outcome(() => health.chain()),
      outcome(() => health.indexer()),
      outcome(() => health.database()),
    ]);
    const ready = chain.ok && indexer.ok && database.ok;
    const body = { status: ready ? "ready" : "not-ready", checks: { chain, indexer, database } };
    return context.json(body, ready ? 200 : 503, { "Cache-Control": "no-store" });
  });
}

async function outcome(check: () => Promise<HealthCheck>): Promise<HealthCheck> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<HealthCheck>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, detail: "does not answer" }), PATIENCE);
  });
  try {
    const { ok, detail } = await Promise.race([check(), late]);
    return { ok, detail };
  } catch {
    // What it throws may name an endpoint with its key.
    return { ok: false, detail: "failed" };
  } finally {
    clearTimeout(timer);
  }
}
