/** Accounts: registration, log-in, and who is signed in. */
import { OpenAPIHono, type RouteConfig, z } from "@hono/zod-openapi";
import { logIn } from "../../../domain/verbs/log-in.ts";
import { registerAccount } from "../../../domain/verbs/register-account.ts";
import { signedIn } from "../../../domain/verbs/writing.ts";
import { bearer } from "../../http/authentication.ts";
import { readJson } from "../../http/body.ts";
import { endpoint } from "../../http/endpoint.ts";
import type { Application, Env } from "../../http/env.ts";
import { contextOf } from "../../http/request.ts";
import type { RouteOptions } from "../../options.ts";
import { registrationOf, userView } from "./map.ts";
import { credentialsSchema, errorSchema, registrationSchema, userSchema } from "./schema.ts";

/** The paths of this dialect begin with this. */
export const ACCOUNTS_PREFIX = "/api/auth";

const json = (schema: z.ZodType, description: string) => ({
  description,
  content: { "application/json": { schema } },
});

const failures = (...statuses: number[]): RouteConfig["responses"] =>
  Object.fromEntries(statuses.map((status) => [status, json(errorSchema, "Failure")]));

/** The dialect's routes. */
export function accountsDialect({ services, limiter }: RouteOptions): Application {
  const app = new OpenAPIHono<Env>();

  endpoint(
    app,
    {
      method: "post",
      path: `${ACCOUNTS_PREFIX}/register`,
      tags: ["Accounts"],
      summary: "Register an account",
      request: { body: json(registrationSchema, "The account") as never },
      responses: {
        201: json(z.object({ message: z.string(), user: userSchema }), "Registered"),
        ...failures(400, 409, 429),
      },
    },
    [limiter.limit("register")],
    async (context) => {
      const body = registrationOf(await readJson(context));
      const account = await registerAccount(services, contextOf(context), body);
      return context.json({ message: "User registered successfully", user: userView(account) }, 201);
    },
  );

  endpoint(
    app,
    {
      method: "post",
      path: `${ACCOUNTS_PREFIX}/login`,
      tags: ["Accounts"],
      summary: "Log in",
      request: { body: json(credentialsSchema, "Who, and the password") as never },
      responses: {
        200: json(z.object({ access_token: z.string(), user: userSchema }), "Logged in"),
        ...failures(400, 401, 429),
      },
    },
    [limiter.limit("logIn")],
    async (context) => {
      const body = await readJson(context);
      const named = (body as { username?: unknown } | null)?.username;
      const name = typeof named === "string" ? named.trim().toLowerCase().slice(0, 254) : "";
      // Counted whether or not there is such an account, so that the limit does not tell.
      if (name !== "") await limiter.count("failedLogIn", name);
      const { token, account } = await logIn(services, body);
      if (name !== "") await limiter.forgive("failedLogIn", name);
      return context.json({ access_token: token, user: userView(account) }, 200, { "Cache-Control": "no-store" });
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: `${ACCOUNTS_PREFIX}/me`,
      tags: ["Accounts"],
      summary: "Who is signed in",
      security: [{ bearer: [] }],
      responses: { 200: json(z.object({ user: userSchema }), "The account"), ...failures(401) },
    },
    [bearer(services)],
    (context) => context.json({ user: userView(signedIn(contextOf(context))) }, 200, { "Cache-Control": "no-store" }),
  );

  return app;
}
