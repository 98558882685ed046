/** Accounts: registration, log-in, sessions, passwords, and who is signed in. */
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Application, Env } from "../../http/env.ts";
import type { RouteOptions } from "../../options.ts";
import { browserSessionRoutes } from "./routes/browser-session.ts";
import { changePasswordRoute } from "./routes/change-password.ts";
import { loginRoute } from "./routes/login.ts";
import { logoutRoute } from "./routes/logout.ts";
import { meRoute } from "./routes/me.ts";
import { refreshRoute } from "./routes/refresh.ts";
import { registerRoute } from "./routes/register.ts";
import { requestEmailVerificationRoute } from "./routes/request-email-verification.ts";
import { requestResetCodeRoute } from "./routes/request-reset-code.ts";
import { resetPasswordRoute } from "./routes/reset-password.ts";
import { verifyEmailRoute } from "./routes/verify-email.ts";

export { ACCOUNTS_PREFIX } from "./documentation.ts";

/** The dialect's routes. */
export function accountsDialect(options: RouteOptions): Application {
  const app = new OpenAPIHono<Env>();
  registerRoute(app, options);
  loginRoute(app, options);
  meRoute(app, options);
  changePasswordRoute(app, options);
  requestResetCodeRoute(app, options);
  resetPasswordRoute(app, options);
  refreshRoute(app, options);
  browserSessionRoutes(app, options);
  logoutRoute(app, options);
  requestEmailVerificationRoute(app, options);
  verifyEmailRoute(app, options);
  return app;
}
