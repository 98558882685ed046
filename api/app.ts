import { OpenAPIHono } from "@hono/zod-openapi";
import { methodNotAllowed } from "hono/method-not-allowed";
import { requestId } from "hono/request-id";
import { missingRoleIn } from "../domain/roles/missing-role.ts";
import { DIALECTS, dialectOf } from "./dialects/index.ts";
import { crossOrigin } from "./http/cross-origin.ts";
import type { Application, Env } from "./http/env.ts";
import { failureOf, type Respond } from "./http/failure.ts";
import { languageOf } from "./http/language.ts";
import { respondProblem } from "./http/problem.ts";
import { DEFAULT_RATE_LIMITS, rateLimiter } from "./http/rate-limits.ts";
import { soundHead } from "./http/request-head.ts";
import { requestLog } from "./http/request-log.ts";
import { secureHeaders } from "./http/secure-headers.ts";
import type { AppOptions } from "./options.ts";
import { erasureFormRoute } from "./system/erasure-form.ts";
import { healthRoutes } from "./system/health.ts";
import { ipfsRoute } from "./system/ipfs.ts";
import { jwksRoute } from "./system/jwks.ts";
import { mailboxRoutes } from "./system/mailbox.ts";
import { metricsRoute } from "./system/metrics.ts";
import { privatePage, respondPage } from "./system/page-answer.ts";
import { pageRoutes } from "./system/pages.ts";
import { qrRoute } from "./system/qr.ts";
import { referenceRoutes } from "./system/reference.ts";
import { compressedLinks, resolverRoutes } from "./system/resolver.ts";
import { rpcRoute } from "./system/rpc.ts";
import { respondRpc } from "./system/rpc-failure.ts";

const TEN_MEBIBYTES = 10 * 1024 * 1024;
const GIBIBYTE = 1024 * 1024 * 1024;

/** How a failure is expressed at a path. */
export const respondFor = (path: string): Respond =>
  path === "/rpc" ? respondRpc : (dialectOf(path)?.respond ?? respondProblem);

/** What is printed or linked for people among the paths of the dialects. */
const FOR_PEOPLE = /^\/(?:certificates|v1\/attachments)\//;

/** Whether only programs ask there: they are answered in their dialect, whatever a browser accepts. */
const isForPrograms = (path: string) => path === "/rpc" || (dialectOf(path) !== undefined && !FOR_PEOPLE.test(path));

/** The whole HTTP application. It opens no port: requests go to `fetch` or `request` of what it returns. */
export function createApp(options: AppOptions): Application {
  const { services, logger, attachmentLimit = TEN_MEBIBYTES, uploadLimit = GIBIBYTE, trustedProxies = 0 } = options;
  const limiter = rateLimiter({ ...DEFAULT_RATE_LIMITS, ...options.rateLimits }, trustedProxies);
  const app = new OpenAPIHono<Env>();
  const respondAsPage = respondPage(options, (context, failure) => respondFor(context.req.path)(context, failure));
  const respond: Respond = (context, failure) =>
    (isForPrograms(context.req.path) ? respondFor(context.req.path) : respondAsPage)(context, failure);

  app.use(requestId());
  app.use(async (context, next) => {
    const language = dialectOf(context.req.path)?.language ?? languageOf(context);
    context.set("place", { timeZone: services.settings.timeZone, language });
    await next();
  });
  app.use(requestLog(logger));
  if (options.metrics) app.use(options.metrics.middleware);
  app.use(secureHeaders);
  app.use(crossOrigin(options.crossOrigins ?? []));
  app.use(soundHead);
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (context, methods) =>
        respond(context, {
          code: "method-not-allowed",
          message: `${context.req.method} is not allowed here`,
          details: [],
          headers: { Allow: methods.join(", ") },
        }),
    }),
  );
  app.use(limiter.requests);
  app.onError(async (error, context) => {
    const failure = failureOf(error, context, logger);
    const missingRole =
      failure.code === "forbidden"
        ? await missingRoleIn(services, error).catch((failed) => {
            logger.warn({ err: failed }, "what an account asked for could not be read");
            return undefined;
          })
        : undefined;
    return respond(context, { ...failure, missingRole });
  });
  app.notFound((context) =>
    respond(context, {
      code: "unknown-path",
      message: "There is nothing here",
      details: [],
      headers: {},
    }),
  );

  healthRoutes(app, options.health);
  if (options.metrics) metricsRoute(app, options.metrics, options.metricsToken ?? null);
  rpcRoute(app, options, limiter);
  jwksRoute(app, services);
  ipfsRoute(app, services);
  mailboxRoutes(app, services);
  pageRoutes(app, options);
  erasureFormRoute(app, options, limiter);
  qrRoute(app, services);
  resolverRoutes(app, services);
  const dialects = DIALECTS.map(({ name, title, routes }) => ({
    name,
    title,
    app: routes({
      services,
      health: options.health,
      limiter,
      attachmentLimit,
      uploadLimit,
      trustedProxies,
      privatePage: (context, ...asked) => privatePage(context, options, ...asked),
    }),
  }));
  referenceRoutes(app, dialects, services.settings.publicUrl);
  for (const dialect of dialects) app.route("/", dialect.app);
  compressedLinks(app, services);
  return app;
}
