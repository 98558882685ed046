import { requestEmailVerification } from "../../../../domain/sessions/request-email-verification.ts";
import { bearer } from "../../../http/authentication.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { ACCOUNTS_PREFIX, failures, idempotent, jsonOf, NO_STORE, signedInOnly } from "../documentation.ts";
import { sentSchema } from "../schema.ts";

/** `POST /api/auth/request-email-verification` */
export function requestEmailVerificationRoute(app: Application, { services, limiter }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: `${ACCOUNTS_PREFIX}/request-email-verification`,
      tags: ["Accounts"],
      summary: "Send a token to the account's email address",
      ...signedInOnly,
      request: idempotent,
      responses: { 200: jsonOf(sentSchema, "Sent"), ...failures(400, 401, 409, 429, 503) },
    },
    [bearer(services), limiter.limit("emailVerification")],
    async (context) => {
      const { expiresIn } = await requestEmailVerification(services, contextOf(context));
      return context.json({ message: "Verification email sent", expires_in: expiresIn }, 200, NO_STORE);
    },
  );
}
