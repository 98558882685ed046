import { matchedRoutes } from "hono/route";
import { Counter, Histogram, type Registry } from "prom-client";
import type { Middleware, RequestContext } from "../http/env.ts";
import { DURATION_BUCKETS, type MetricGroup } from "./group.ts";

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/**
 * Requests by method, route and status. The route is its pattern, as the documentation writes it: an actual path may
 * contain a secret, and there are unlimited ones. All unrouted requests share one label.
 */
export function httpRequestMetrics(registry: Registry): MetricGroup & { readonly middleware: Middleware } {
  const labelNames = ["method", "route", "status"] as const;
  const requests = new Counter({
    name: "suyuan_http_requests_total",
    help: "Requests that were answered",
    labelNames,
    registers: [registry],
  });
  const duration = new Histogram({
    name: "suyuan_http_request_duration_seconds",
    help: "Seconds from a request to the beginning of its answer",
    labelNames,
    buckets: DURATION_BUCKETS,
    registers: [registry],
  });
  return {
    name: "http",
    async middleware(context, next) {
      const start = performance.now();
      await next();
      const { method } = context.req;
      const labels = {
        method: METHODS.has(method) ? method : "other",
        route: routeOf(context),
        status: String(context.res.status),
      };
      requests.inc(labels);
      duration.observe(labels, (performance.now() - start) / 1000);
    },
  };
}

/** The pattern of the answering route: the first that is not for all methods, as middleware is. */
function routeOf(context: RequestContext): string {
  const route = matchedRoutes(context).find(({ method }) => method !== "ALL");
  return route?.path.replaceAll(/:(\w+)(\{[^}]*\})?/g, "{$1}") ?? "unmatched";
}
