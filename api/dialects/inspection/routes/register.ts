import { z } from "@hono/zod-openapi";
import { registerByEmail } from "../../../../domain/accounts/register-by-email.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { bodyOf, failures, jsonOf, keyHeader } from "../documentation.ts";
import { registrationOf } from "../map.ts";
import { registrationSchema, userSchema } from "../schema.ts";
import { userView } from "../views.ts";

/** Registration by email and password. */
export function registerRoute(app: Application, { services, limiter }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: "/auth/register",
      tags: ["Inspection"],
      summary: "Register an account by email",
      request: { headers: keyHeader, ...bodyOf(registrationSchema) },
      responses: {
        201: jsonOf(z.object({ user: userSchema }), "Registered"),
        ...failures(400, 409, 413, 415, 422, 429),
      },
    },
    [limiter.limit("register")],
    async (context) => {
      const registration = registrationOf(await readJson(context));
      const account = await registerByEmail(services, contextOf(context), registration);
      return context.json({ user: userView(account) }, 201);
    },
  );
}
