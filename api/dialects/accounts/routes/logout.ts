import { logOut } from "../../../../domain/sessions/log-out.ts";
import { bearer } from "../../../http/authentication.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { ACCOUNTS_PREFIX, failures, jsonOf, NO_STORE, signedInOnly } from "../documentation.ts";
import { messageSchema } from "../schema.ts";

/** `POST /api/auth/logout` */
export function logoutRoute(app: Application, { services, limiter }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: `${ACCOUNTS_PREFIX}/logout`,
      tags: ["Accounts"],
      summary: "End this session: its access token and its refresh token",
      ...signedInOnly,
      responses: { 200: jsonOf(messageSchema, "Logged out"), ...failures(401, 429) },
    },
    [bearer(services), limiter.limit("session")],
    async (context) => {
      await logOut(services, contextOf(context));
      return context.json({ message: "Logged out successfully" }, 200, NO_STORE);
    },
  );
}
