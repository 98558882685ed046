/** What every route of this dialect begins with. */
import type { Services } from "../../../domain/services.ts";
import { bearer } from "../../http/authentication.ts";
import type { Middleware } from "../../http/env.ts";
import type { RateLimit } from "../../http/rate-limits.ts";
import type { RouteOptions } from "../../options.ts";

/** Requests a minute, as the document declares. */
export function perMinute(points: number): RateLimit {
  return { points, seconds: 60 };
}

/** For anybody: each call is recorded and counted for the caller's address. */
export function openRoute({ services, limiter }: RouteOptions, endpoint: string, limit: RateLimit): Middleware[] {
  const limited: Middleware = async (context, next) => {
    await limiter.countRoute(context, endpoint, limit);
    await next();
  };
  return [recorded(services, endpoint), limited];
}

/**
 * For signed-in callers: each call is recorded and counted for the account. Calls with a bad token or none count for
 * the caller's address, so that they are limited too.
 */
export function signedInRoute({ services, limiter }: RouteOptions, endpoint: string, limit: RateLimit): Middleware[] {
  const authenticate = bearer(services);
  const guarded: Middleware = async (context, next) => {
    let refusal: unknown;
    try {
      await authenticate(context, async () => undefined);
    } catch (error) {
      refusal = error;
    }
    await limiter.countRoute(context, endpoint, limit);
    if (refusal !== undefined) throw refusal;
    await next();
  };
  return [recorded(services, endpoint), guarded];
}

/** Records the call when it is answered. */
function recorded(services: Services, endpoint: string): Middleware {
  return async (context, next) => {
    const at = services.now();
    const start = performance.now();
    await next();
    const milliseconds = performance.now() - start;
    // A refusal by a business rule is thrown as well, but answered with 200.
    const { status } = context.res;
    const outcome = status >= 500 ? "failed" : status >= 400 || context.error ? "refused" : "succeeded";
    services.callLog.record({ integration: null, endpoint, at, milliseconds, outcome });
  };
}
