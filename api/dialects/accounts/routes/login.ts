import { roleStatusOf } from "../../../../domain/roles/role-status.ts";
import { logIn } from "../../../../domain/sessions/log-in.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { countTry } from "../../../http/tries.ts";
import type { RouteOptions } from "../../../options.ts";
import { ACCOUNTS_PREFIX, failures, jsonOf, NO_STORE, requestOf } from "../documentation.ts";
import { textOf, tokensView, userWithRolesView } from "../map.ts";
import { credentialsSchema, tokensSchema, userWithRolesSchema } from "../schema.ts";

/** `POST /api/auth/login` */
export function loginRoute(app: Application, options: RouteOptions): void {
  const { services, limiter } = options;
  endpoint(
    app,
    {
      method: "post",
      path: `${ACCOUNTS_PREFIX}/login`,
      tags: ["Accounts"],
      summary: "Log in",
      request: requestOf(credentialsSchema, "Who, and the password"),
      responses: {
        200: jsonOf(tokensSchema.extend({ user: userWithRolesSchema }).openapi("AccountLogin"), "Logged in"),
        ...failures(400, 401, 413, 415, 429),
      },
    },
    [limiter.limit("logIn")],
    async (context) => {
      const body = await readJson(context);
      const tried = await countTry(options, context, textOf(body, "username"), "failedLogIn");
      const loggedIn = await logIn(services, body, limiter.addressOf(context));
      await tried.succeeded();
      const { account } = loggedIn;
      return context.json(
        { ...tokensView(loggedIn), user: userWithRolesView(account, await roleStatusOf(services, account)) },
        200,
        NO_STORE,
      );
    },
  );
}
