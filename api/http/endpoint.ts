import type { RouteConfig } from "@hono/zod-openapi";
import type { Handler } from "hono";
import type { Application, Env, Middleware } from "./env.ts";

/**
 * Serve a route and document it. The schemas serve the documentation: what comes in is checked once, by the verb, so
 * that all broken rules are told together and in the words of the dialect.
 */
export function endpoint(
  app: Application,
  route: RouteConfig,
  middlewares: readonly Middleware[],
  handler: Handler<Env>,
): void {
  // A route that says nothing of security is open to anybody, and says so.
  app.openAPIRegistry.registerPath({ operationId: operationIdOf(route), security: [], ...route });
  app.on([route.method.toUpperCase()], [route.path.replaceAll(/\{(\w+)\}/g, ":$1")], ...middlewares, handler);
}

/** A name that no other route has: its method and its path, such as `getV1TracesTraceIdEvents`. */
function operationIdOf({ method, path }: RouteConfig): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
