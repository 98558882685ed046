/** The orders document's API: a WeChat mini program in which a company's people follow its orders. */
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Application, Env } from "../../http/env.ts";
import type { RouteOptions } from "../../options.ts";
import { bindCompanyRoute } from "./routes/bind-company.ts";
import { messagesRoute } from "./routes/messages.ts";
import { monitoringRoutes } from "./routes/monitoring.ts";
import { orderRoutes } from "./routes/orders.ts";
import { profileRoute } from "./routes/profile.ts";
import { templateMessageRoute } from "./routes/template-message.ts";
import { wechatLogInRoute } from "./routes/wechat-log-in.ts";
import { wechatProfileRoute } from "./routes/wechat-profile.ts";

/** Where this dialect answers failures: below other paths of `/api` other dialects do. */
export const ORDERS_PATHS = [
  "/api/auth/wx-login",
  "/api/auth/bind-company",
  "/api/orders",
  "/api/materials",
  "/api/wechat",
  "/api/user",
  "/api/health",
  "/api/erp",
  "/api/metrics",
] as const;

/** The dialect's routes. */
export function ordersDialect(options: RouteOptions): Application {
  const app = new OpenAPIHono<Env>();
  wechatLogInRoute(app, options);
  bindCompanyRoute(app, options);
  orderRoutes(app, options);
  templateMessageRoute(app, options);
  messagesRoute(app, options);
  wechatProfileRoute(app, options);
  profileRoute(app, options);
  monitoringRoutes(app, options);
  return app;
}
