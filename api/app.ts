import { OpenAPIHono } from "@hono/zod-openapi";
import { methodNotAllowed } from "hono/method-not-allowed";
import { requestId } from "hono/request-id";
import { respondAccounts } from "./dialects/accounts/errors.ts";
import { ACCOUNTS_PREFIX, accountsDialect } from "./dialects/accounts/index.ts";
import { respondTraces } from "./dialects/traces/errors.ts";
import { TRACES_PREFIX, tracesDialect } from "./dialects/traces/index.ts";
import type { Application, Env } from "./http/env.ts";
import { failureOf, type Respond } from "./http/failure.ts";
import { respondProblem } from "./http/problem.ts";
import { DEFAULT_RATE_LIMITS, rateLimiter } from "./http/rate-limits.ts";
import { requestLog } from "./http/request-log.ts";
import { secureHeaders } from "./http/secure-headers.ts";
import type { AppOptions } from "./options.ts";
import { healthRoute } from "./system/health.ts";
import { jwksRoute } from "./system/jwks.ts";
import { mailboxRoutes } from "./system/mailbox.ts";
import { pageRoutes } from "./system/pages.ts";
import { referenceRoutes } from "./system/reference.ts";
import { rpcRoute } from "./system/rpc.ts";

const TEN_MEBIBYTES = 10 * 1024 * 1024;

/** Which dialect answers failures under which path. A sub-application's own answers do not cover what it lacks. */
const DIALECTS: readonly (readonly [string, Respond])[] = [
  [ACCOUNTS_PREFIX, respondAccounts],
  [TRACES_PREFIX, respondTraces],
];

function respondFor(path: string): Respond {
  const dialect = DIALECTS.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`));
  return dialect?.[1] ?? respondProblem;
}

/** The whole HTTP application. It listens nowhere: `fetch` and `request` of what it gives take requests. */
export function createApp(options: AppOptions): Application {
  const { services, logger, attachmentLimit = TEN_MEBIBYTES, trustedProxies = 0 } = options;
  const limiter = rateLimiter({ ...DEFAULT_RATE_LIMITS, ...options.rateLimits }, trustedProxies);
  const app = new OpenAPIHono<Env>();

  app.use(requestId());
  app.use(requestLog(logger));
  app.use(secureHeaders);
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (context, methods) =>
        respondFor(context.req.path)(context, {
          code: "method-not-allowed",
          message: `${context.req.method} is not allowed here`,
          details: [],
          headers: { Allow: methods.join(", ") },
        }),
    }),
  );
  app.use(limiter.limit("request"));
  app.onError((error, context) => respondFor(context.req.path)(context, failureOf(error, context, logger)));
  app.notFound((context) =>
    respondFor(context.req.path)(context, {
      code: "unknown-path",
      message: "There is nothing here",
      details: [],
      headers: {},
    }),
  );

  healthRoute(app, options.health);
  rpcRoute(app, options, limiter);
  jwksRoute(app, services);
  mailboxRoutes(app, services);
  pageRoutes(app, options);
  referenceRoutes(app, services.settings.publicUrl);
  const routes = { services, limiter, attachmentLimit };
  app.route("/", accountsDialect(routes));
  app.route("/", tracesDialect(routes));
  return app;
}
