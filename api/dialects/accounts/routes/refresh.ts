import { refreshSession } from "../../../../domain/sessions/refresh-session.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { ACCOUNTS_PREFIX, failures, jsonOf, NO_STORE, writeOf } from "../documentation.ts";
import { tokensView, wordsOf } from "../map.ts";
import { refreshSchema, tokensSchema } from "../schema.ts";

/** `POST /api/auth/refresh` */
export function refreshRoute(app: Application, { services, limiter }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: `${ACCOUNTS_PREFIX}/refresh`,
      tags: ["Accounts"],
      summary: "Go on with a session; each refresh token is used once",
      request: writeOf(refreshSchema, "The refresh token"),
      responses: { 200: jsonOf(tokensSchema, "New tokens"), ...failures(400, 401, 413, 415, 429) },
    },
    [limiter.limit("session")],
    async (context) => {
      const asked = contextOf(context);
      return context.json(
        tokensView(await refreshSession(services, asked, wordsOf(await readJson(context)))),
        200,
        NO_STORE,
      );
    },
  );
}
