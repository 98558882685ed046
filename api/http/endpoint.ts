import type { RouteConfig } from "@hono/zod-openapi";
import type { Handler } from "hono";
import type { Application, Env, Middleware } from "./env.ts";
import { warnsOf, withWarnings } from "./warnings.ts";

/**
 * Serve a route and document it. The schemas serve the documentation: input is validated once, by the verb, so that all
 * broken rules are reported together and in the dialect's words.
 */
export function endpoint(
  app: Application,
  route: RouteConfig,
  middlewares: readonly Middleware[],
  handler: Handler<Env>,
): void {
  // A route that declares no security is open to anybody, and is documented so.
  app.openAPIRegistry.registerPath({ operationId: operationIdOf(route), security: [], ...withWarnings(route) });
  const path = route.path.replaceAll(/\{(\w+)\}/g, ":$1");
  app.on([route.method.toUpperCase()], [path], warnsOf(route), ...middlewares, handler);
}

/** A unique name from method and path, such as `getV1TracesTraceIdEvents`. */
function operationIdOf({ method, path }: RouteConfig): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
