import { resetPassword } from "../../../../domain/sessions/reset-password.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf } from "../../../http/request.ts";
import { countTry } from "../../../http/tries.ts";
import type { RouteOptions } from "../../../options.ts";
import { ACCOUNTS_PREFIX, failures, jsonOf, NO_STORE, writeOf } from "../documentation.ts";
import { textOf, wordsOf } from "../map.ts";
import { messageSchema, passwordResetSchema } from "../schema.ts";

/** `POST /api/auth/reset-password` */
export function resetPasswordRoute(app: Application, options: RouteOptions): void {
  const { services, limiter } = options;
  endpoint(
    app,
    {
      method: "post",
      path: `${ACCOUNTS_PREFIX}/reset-password`,
      tags: ["Accounts"],
      summary: "Set a new password by the code that was sent; every token of the account ends",
      request: writeOf(passwordResetSchema, "The code and the new password"),
      responses: { 200: jsonOf(messageSchema, "Reset"), ...failures(400, 409, 413, 415, 429) },
    },
    [limiter.limit("resetPassword")],
    async (context) => {
      const asked = contextOf(context);
      const body = await readJson(context);
      const tried = await countTry(options, context, textOf(body, "identifier"), "failedReset");
      await resetPassword(services, asked, wordsOf(body), limiter.addressOf(context));
      await tried.succeeded();
      return context.json({ message: "Password reset successfully, please log in" }, 200, NO_STORE);
    },
  );
}
