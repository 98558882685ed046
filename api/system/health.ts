import { type RouteConfig, z } from "@hono/zod-openapi";
import type { Handler } from "hono";
import { withTimeout } from "../../domain/shared/with-timeout.ts";
import { endpoint } from "../http/endpoint.ts";
import type { Application, Env } from "../http/env.ts";
import type { HealthCheck, HealthChecks } from "../options.ts";

/** How long a check may take, in milliseconds. */
const PATIENCE = 3_500;

const checkSchema = z.object({ ok: z.boolean(), detail: z.string() });
const liveSchema = z.object({ status: z.literal("alive") });
const healthSchema = z.object({
  status: z
    .enum(["ready", "degraded", "not-ready"])
    .openapi({ description: "`degraded`: what is in the database can be read, and not all else works" }),
  checks: z.object({
    chain: checkSchema.openapi({ description: "The chain's node answers" }),
    indexer: checkSchema.openapi({ description: "The mirror stands at the chain's head" }),
    database: checkSchema.openapi({ description: "The database can be read" }),
    writing: checkSchema.openapi({ description: "The database can be written to" }),
    storage: checkSchema.openapi({ description: "Files and records can be stored" }),
  }),
});

/**
 * `GET /healthz`: 200 exactly when every part works. `GET /readyz`: 200 while reads can be served, which need nothing
 * but the database. `GET /livez`: 200 while this process answers at all; a restart would fix nothing beyond that.
 */
export function healthRoutes(app: Application, health: HealthChecks): void {
  const answer = (description: string) => ({ description, content: { "application/json": { schema: healthSchema } } });
  const tooMany = { 429: { description: "Asked too often" } };

  async function look() {
    const [chain, indexer, database, writing, storage] = await Promise.all([
      outcome(() => health.chain()),
      outcome(() => health.indexer()),
      outcome(() => health.database()),
      outcome(() => health.writing()),
      outcome(() => health.storage()),
    ]);
    const checks = { chain, indexer, database, writing, storage };
    const isWell = Object.values(checks).every(({ ok }) => ok);
    const status = isWell ? ("ready" as const) : database.ok ? ("degraded" as const) : ("not-ready" as const);
    return { status, checks };
  }

  const serve = (path: string, summary: string, good: string, bad: string, accepts: readonly string[]) => {
    const handler: Handler<Env> = async (context) => {
      const body = await look();
      return context.json(body, accepts.includes(body.status) ? 200 : 503, { "Cache-Control": "no-store" });
    };
    const route: RouteConfig = {
      method: "get",
      path,
      tags: ["System"],
      summary,
      responses: { 200: answer(good), ...tooMany, 503: answer(bad) },
    };
    endpoint(app, route, [], handler);
  };
  serve("/healthz", "Whether every part works", "All of them do", "At least one does not", ["ready"]);
  serve("/readyz", "Whether reads can be served", "They can", "They cannot", ["ready", "degraded"]);

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
  // Its error may contain an endpoint with its key.
  const { ok, detail } = await withTimeout(PATIENCE, check, late).catch(() => ({ ok: false, detail: "failed" }));
  return { ok, detail };
}
