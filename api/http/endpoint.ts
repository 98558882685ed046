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
  app.openAPIRegistry.registerPath(route);
  app.on([route.method.toUpperCase()], [route.path.replaceAll(/\{(\w+)\}/g, ":$1")], ...middlewares, handler);
}
