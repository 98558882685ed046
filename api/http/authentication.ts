import type { Services } from "../../domain/services.ts";
import { authenticateSession } from "../../domain/sessions/authenticate.ts";
import { DomainError } from "../../domain/shared/errors.ts";
import type { Middleware } from "./env.ts";

/**
 * Find out who is signed in, by `Authorization: Bearer …`. Attach it to a route: mounted with a wildcard it would apply
 * to other dialects' callers too.
 *
 * @param options.optional Let requests without a token pass; a bad token is still refused.
 */
export function bearer(services: Services, options: { readonly optional?: boolean } = {}): Middleware {
  return async (context, next) => {
    const header = context.req.header("authorization");
    if (header !== undefined) {
      const token = /^Bearer +([\w.~+/=-]{1,4096})$/i.exec(header)?.[1];
      if (token === undefined) throw new DomainError("unauthenticated", "The access token is invalid or has expired");
      const { account, sessionId } = await authenticateSession(services, token);
      context.set("account", account);
      context.set("sessionId", sessionId);
    } else if (!options.optional) {
      throw new DomainError("unauthenticated", "An access token is required");
    }
    await next();
  };
}
