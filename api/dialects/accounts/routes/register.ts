import { z } from "@hono/zod-openapi";
import { registerAccount } from "../../../../domain/accounts/register-account.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { ACCOUNTS_PREFIX, failures, jsonOf, writeOf } from "../documentation.ts";
import { registrationOf, userView } from "../map.ts";
import { registrationSchema, userSchema } from "../schema.ts";

/** `POST /api/auth/register` */
export function registerRoute(app: Application, { services, limiter }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: `${ACCOUNTS_PREFIX}/register`,
      tags: ["Accounts"],
      summary: "Register an account",
      request: writeOf(registrationSchema, "The account"),
      responses: {
        201: jsonOf(z.object({ message: z.string(), user: userSchema }), "Registered"),
        ...failures(400, 409, 413, 415, 429),
      },
    },
    [limiter.limit("register")],
    async (context) => {
      const body = registrationOf(await readJson(context));
      const account = await registerAccount(services, contextOf(context), body);
      return context.json({ message: "User registered successfully", user: userView(account) }, 201);
    },
  );
}
