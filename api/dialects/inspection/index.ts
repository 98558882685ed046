/** The inspection document's API: accounts by email, wallets, uploads, batches and their inspections. */
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Application, Env } from "../../http/env.ts";
import type { RouteOptions } from "../../options.ts";
import { batchRoutes } from "./routes/batches.ts";
import { inspectionRoute } from "./routes/inspections.ts";
import { logInRoute } from "./routes/log-in.ts";
import { registerRoute } from "./routes/register.ts";
import { uploadRoutes } from "./routes/uploads.ts";
import { walletRoutes } from "./routes/wallet.ts";

/** The paths of this dialect begin with one of these. */
export const INSPECTION_PREFIXES = ["/auth", "/upload", "/uploads", "/batches"] as const;

/** The dialect's routes. */
export function inspectionDialect(options: RouteOptions): Application {
  const app = new OpenAPIHono<Env>();
  registerRoute(app, options);
  logInRoute(app, options);
  walletRoutes(app, options);
  uploadRoutes(app, options);
  batchRoutes(app, options);
  inspectionRoute(app, options);
  return app;
}
