/** The tomato document's API: tomatoes, and accounts that are used by a UID. */
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Application, Env } from "../../http/env.ts";
import type { RouteOptions } from "../../options.ts";
import { addRoute } from "./routes/add.ts";
import { evaluateRoute } from "./routes/evaluate.ts";
import { queryRoutes } from "./routes/query.ts";
import { registerRoute } from "./routes/register.ts";
import { revokeRoute } from "./routes/revoke.ts";
import { updateRoutes } from "./routes/updates.ts";

/** The paths of this dialect begin with one of these. */
export const TOMATO_PREFIXES = ["/tomato", "/query-tomato", "/add-tomato", "/role"] as const;

/** The dialect's routes. */
export function tomatoDialect(options: RouteOptions): Application {
  const app = new OpenAPIHono<Env>();
  queryRoutes(app, options);
  registerRoute(app, options);
  revokeRoute(app, options);
  addRoute(app, options);
  updateRoutes(app, options);
  evaluateRoute(app, options);
  return app;
}
