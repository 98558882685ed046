import type { Logger } from "pino";
import type { Middleware } from "./env.ts";

/** Logs each request when it is answered. Headers, queries and bodies may hold secrets and personal data: none of them. */
export function requestLog(logger: Logger): Middleware {
  return async (context, next) => {
    const start = performance.now();
    await next();
    logger.info(
      {
        requestId: context.get("requestId"),
        method: context.req.method,
        path: context.req.path,
        status: context.res.status,
        milliseconds: Math.round(performance.now() - start),
      },
      "request",
    );
  };
}
