import { changePassword } from "../../../../domain/sessions/change-password.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { ACCOUNTS_PREFIX, failures, jsonOf, NO_STORE, signedInOnly, writeOf } from "../documentation.ts";
import { wordsOf } from "../map.ts";
import { messageSchema, passwordChangeSchema } from "../schema.ts";

/** `POST /api/auth/change-password` */
export function changePasswordRoute(app: Application, { services, limiter }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: `${ACCOUNTS_PREFIX}/change-password`,
      tags: ["Accounts"],
      summary: "Set another password; every token of the account ends",
      ...signedInOnly,
      request: writeOf(passwordChangeSchema, "The old password and the new one"),
      responses: { 200: jsonOf(messageSchema, "Changed"), ...failures(400, 401, 409, 413, 415, 429) },
    },
    [bearer(services), limiter.limit("changePassword")],
    async (context) => {
      const asked = contextOf(context);
      await changePassword(services, asked, wordsOf(await readJson(context)));
      return context.json({ message: "Password changed successfully, please log in again" }, 200, NO_STORE);
    },
  );
}
