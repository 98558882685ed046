import { logIn } from "../../../../domain/sessions/log-in.ts";
import { DomainError } from "../../../../domain/shared/errors.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { countTry } from "../../../http/tries.ts";
import type { RouteOptions } from "../../../options.ts";
import { bodyOf, failures, jsonOf } from "../documentation.ts";
import { credentialsOf } from "../map.ts";
import { credentialsSchema, tokenSchema } from "../schema.ts";
import { userView } from "../views.ts";

/** Log-in by email and password. */
export function logInRoute(app: Application, options: RouteOptions): void {
  const { services, limiter } = options;
  endpoint(
    app,
    {
      method: "post",
      path: "/auth/login",
      tags: ["Inspection"],
      summary: "Log in by email",
      request: bodyOf(credentialsSchema),
      responses: { 200: jsonOf(tokenSchema, "Logged in"), ...failures(400, 401, 413, 415, 422, 429) },
    },
    [limiter.limit("logIn")],
    async (context) => {
      const credentials = credentialsOf(await readJson(context));
      const tried = await countTry(options, context, credentials.username, "failedLogIn");
      const from = limiter.addressOf(context);
      const { token, account } = await logIn(services, credentials, from).catch((error: unknown) => {
        if (!(error instanceof DomainError) || error.code !== "unauthenticated") throw error;
        throw new DomainError("unauthenticated", "Invalid email or password", [], { cause: error });
      });
      await tried.succeeded();
      const user = userView(account);
      return context.json(
        { access_token: token, token_type: "Bearer", expires_in: services.tokens.lifetime, user },
        200,
        { "Cache-Control": "no-store" },
      );
    },
  );
}
