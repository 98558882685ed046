import { verifyEmail } from "../../../../domain/sessions/verify-email.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import type { RouteOptions } from "../../../options.ts";
import { ACCOUNTS_PREFIX, failures, jsonOf, NO_STORE, requestOf } from "../documentation.ts";
import { emailTokenSchema, messageSchema } from "../schema.ts";

/** `POST /api/auth/verify-email` */
export function verifyEmailRoute(app: Application, { services, limiter }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: `${ACCOUNTS_PREFIX}/verify-email`,
      tags: ["Accounts"],
      summary: "Prove by the token that was sent who reads an email address",
      request: requestOf(emailTokenSchema, "The token"),
      responses: { 200: jsonOf(messageSchema, "Verified"), ...failures(400, 413, 415, 429) },
    },
    [limiter.limit("verifyEmail")],
    async (context) => {
      await verifyEmail(services, await readJson(context));
      return context.json({ message: "Email verified successfully" }, 200, NO_STORE);
    },
  );
}
