import { createHash, timingSafeEqual } from "node:crypto";
import type { RouteConfig } from "@hono/zod-openapi";
import { DomainError } from "../../domain/shared/errors.ts";
import { endpoint } from "../http/endpoint.ts";
import type { Application, Middleware } from "../http/env.ts";
import { isFromThisMachine } from "../http/this-machine.ts";
import type { Metrics } from "../metrics/metrics.ts";

/**
 * `GET /metrics`: figures for Prometheus. They reveal as much about the business as about the machine, so they are not
 * public: reading takes the token or, where none is set, a request from this machine.
 */
export function metricsRoute(app: Application, metrics: Metrics, token: string | null): void {
  const route: RouteConfig = {
    method: "get",
    path: "/metrics",
    tags: ["System"],
    summary: "Figures for Prometheus: with METRICS_TOKEN for whoever has it, without for this machine alone",
    security: [{ bearer: [] }, {}],
    responses: {
      200: {
        description: "Prometheus' text format",
        content: { "text/plain": { schema: { type: "string" } } },
      },
      401: { description: "Not the token" },
      403: { description: "There is no token, and this is not asked from the server's own machine" },
      429: { description: "Asked too often" },
    },
  };
  endpoint(app, route, [token === null ? thisMachine : bearer(token)], async (context) =>
    context.body(await metrics.scrape(), 200, { "Content-Type": metrics.contentType, "Cache-Control": "no-store" }),
  );
}

const thisMachine: Middleware = async (context, next) => {
  if (!isFromThisMachine(context)) {
    throw new DomainError("forbidden", "Figures are given to this machine alone, unless METRICS_TOKEN is set");
  }
  await next();
};

function bearer(token: string): Middleware {
  const expected = digest(token);
  return async (context, next) => {
    const [, given] = /^Bearer +(\S+) *$/i.exec(context.req.header("authorization") ?? "") ?? [];
    if (given === undefined || !timingSafeEqual(digest(given), expected)) {
      throw new DomainError("unauthenticated", "This is not the token of METRICS_TOKEN");
    }
    await next();
  };
}

const digest = (text: string) => createHash("sha256").update(text).digest();
