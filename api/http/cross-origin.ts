import type { Middleware } from "./env.ts";

/** Pages of other origins that may call: origins as browsers write them, or those of the reader's own machine. */
export type CrossOrigins = "loopback" | readonly string[];

/** Never for pages of others: what development shows, and figures. */
const NEVER = /^\/(dev|metrics)(\/|$)/i;

const METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";

/** Fields of an answer that scripts may read beside those that they always may. */
const EXPOSED =
  "Accept-Ranges, Content-Disposition, Content-Language, Content-Length, Content-Range, ETag, Idempotency-Key, Link, Location, RateLimit-Limit, " +
  "RateLimit-Policy, RateLimit-Remaining, RateLimit-Reset, Retry-After, Scan-Id, Suyuan-Warnings, WWW-Authenticate, X-Request-Id";

/** Seconds for which a browser keeps the answer to a preflight. */
const PREFLIGHT_LIFETIME = "600";

/**
 * Lets pages of these origins read answers (CORS). Never with credentials: who calls says so by a token, not by a
 * cookie that a browser would add by itself. Routes that are open to every origin stay so.
 */
export function crossOrigin(origins: CrossOrigins): Middleware {
  const isAllowed = origins === "loopback" ? isLoopbackOrigin : (origin: string) => origins.includes(origin);
  return async (context, next) => {
    if (NEVER.test(context.req.path) || origins.length === 0) return next();
    const origin = context.req.header("origin");
    const allowed = origin !== undefined && isAllowed(origin) ? origin : undefined;
    if (allowed && context.req.method === "OPTIONS" && context.req.header("access-control-request-method")) {
      const wanted = context.req.header("access-control-request-headers");
      return context.body(null, 204, {
        "Access-Control-Allow-Origin": allowed,
        "Access-Control-Allow-Methods": METHODS,
        ...(wanted ? { "Access-Control-Allow-Headers": wanted } : {}),
        "Access-Control-Max-Age": PREFLIGHT_LIFETIME,
        Vary: "Origin, Access-Control-Request-Headers",
      });
    }
    await next();
    const { headers } = context.res;
    if (headers.get("access-control-allow-origin") !== "*") {
      headers.append("Vary", "Origin");
      if (allowed) headers.set("Access-Control-Allow-Origin", allowed);
    }
    if (allowed) headers.set("Access-Control-Expose-Headers", EXPOSED);
  };
}

/** Whether a page comes from the reader's own machine: a developer's server, on any port. */
function isLoopbackOrigin(origin: string): boolean {
  return /^https?:\/\/(([a-z\d-]+\.)*localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i.test(origin);
}
