import { type RouteConfig, z } from "@hono/zod-openapi";
import type { Handler } from "hono";
import { inTime } from "../../domain/in-time.ts";
import { endpoint } from "../http/endpoint.ts";
import type { Application, Env } from "../http/env.ts";
import type { HealthCheck, HealthChecks } from "../options.ts";

/** How long a check may take, in milliseconds. */
const PATIENCE = 3_000;

const checkSchema = z.object({ ok: z.boolean(), detail: z.string() });
const liveSchema = z.object({ status: z.literal("alive") });
const healthSchema = z.object({
  status: z.enum(["ready", "not-ready"]),
  checks: z.object({ chain: checkSchema, indexer: checkSchema, database: checkSchema }),
});

/**
 * `GET /readyz`, and `GET /healthz` by its older name: 200 exactly when every part works. `GET /livez`: 200 while this
 * process answers at all, whatever else does; to start it anew would mend nothing that it does not speak of.
 */
export function healthRoutes(app: Application, health: HealthChecks): void {
  const answer = (description: string) => ({ description, content: { "application/json": { schema: healthSchema } } });
  const tooMany = { 429: { description: "Asked too often" } };
  const ready: Handler<Env> = async (context) => {
    const [chain, indexer, database] = await Promise.all([
      outcome(() => health.chain()),
      outcome(() => health.indexer()),
      outcome(() => health.database()),
    ]);
    const works = chain.ok && indexer.ok && database.ok;
    const body = { status: works ? "ready" : "not-ready", checks: { chain, indexer, database } };
    return context.json(body, works ? 200 : 503, { "Cache-Control": "no-store" });
  };
  for (const path of ["/healthz", "/readyz"]) {
    const route: RouteConfig = {
      method: "get",
      path,
      tags: ["System"],
      summary: "Whether every part works",
      responses: { 200: answer("Ready"), ...tooMany, 503: answer("Not ready") },
    };
    endpoint(app, route, [], ready);
  }
  const live: RouteConfig = {
    method: "get",
    path: "/livez",
    tags: ["System"],
    summary: "Whether this process answers",
    responses: {
      200: { description: "It does", content: { "application/json": { schema: liveSchema } } },
      ...tooMany,
    },
  };
  endpoint(app, live, [], (context) => context.json({ status: "alive" }, 200, { "Cache-Control": "no-store" }));
}

async function outcome(check: () => Promise<HealthCheck>): Promise<HealthCheck> {
  const late = { ok: false, detail: "does not answer" };
  // What it throws may name an endpoint with its key.
  const { ok, detail } = await inTime(PATIENCE, check, late).catch(() => ({ ok: false, detail: "failed" }));
  return { ok, detail };
}
