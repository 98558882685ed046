import { identityKey } from "../../../../domain/accounts/identity.ts";
import { isKnownAddress } from "../../../../domain/sessions/known-address.ts";
import { requestResetCode } from "../../../../domain/sessions/request-reset-code.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { ACCOUNTS_PREFIX, failures, jsonOf, NO_STORE, writeOf } from "../documentation.ts";
import { textOf } from "../map.ts";
import { resetCodeSchema, resetTargetSchema } from "../schema.ts";

/** `POST /api/auth/request-reset-code` */
export function requestResetCodeRoute(app: Application, { services, limiter }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: `${ACCOUNTS_PREFIX}/request-reset-code`,
      tags: ["Accounts"],
      summary: "Send a code for a new password",
      request: writeOf(resetTargetSchema, "Whose password, and where its holder is reached"),
      responses: {
        200: jsonOf(resetCodeSchema, "Sent, if there is such an account: the answer does not tell"),
        ...failures(400, 413, 415, 429, 503),
      },
    },
    [limiter.limit("resetCode")],
    async (context) => {
      const asked = contextOf(context);
      const body = await readJson(context);
      // Limited by the name given, whether or not it exists, and by the contact too: an account has several names.
      const keyOf = (field: string) => identityKey(services.phones, textOf(body, field));
      const [identifier, contact] = [keyOf("identifier"), keyOf("contact")];
      // Addresses that the account has logged in from are counted separately: others cannot use up its owner's.
      const address = limiter.addressOf(context);
      const known = identifier !== "" && (await isKnownAddress(services, identifier, address)) ? `${address} ` : "";
      if (identifier !== "") await limiter.count("resetCodeTarget", `${known}identifier:${identifier}`);
      if (contact !== "") await limiter.count("resetCodeTarget", `${known}contact:${contact}`);
      const { expiresIn, debugCode } = await requestResetCode(services, asked, body);
      const message = "If the account and contact match, a verification code has been sent";
      const answer = { message, expires_in: expiresIn, ...(debugCode === null ? {} : { debug_code: debugCode }) };
      return context.json(answer, 200, NO_STORE);
    },
  );
}
