import { z } from "@hono/zod-openapi";
import { grantRoleApplication } from "../../../../domain/roles/grant-role-application.ts";
import { listRoleApplications } from "../../../../domain/roles/list-role-applications.ts";
import { bearer } from "../../../http/authentication.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { dataOf, failures, pageOf, signedInOnly, writeHeaders } from "../documentation.ts";
import { success, successPage } from "../envelope.ts";
import { roleApplicationSchema } from "../schema.ts";
import { roleApplicationView } from "../views/role-application.ts";

/** Applications for roles where registration is not open, and granting them: for regulators and administrators. */
export function roleApplicationRoutes(app: Application, { services, limiter }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "get",
      path: "/v1/role-applications",
      tags: ["Roles"],
      summary: "List the accounts that wait for the role that they applied for",
      ...signedInOnly,
      request: { query: z.object({ page: z.string().optional(), limit: z.string().optional() }) },
      responses: { 200: pageOf(roleApplicationSchema, "One page"), ...failures(401, 403, 422) },
    },
    [bearer(services)],
    async (context) => {
      const page = await listRoleApplications(services, contextOf(context), context.req.query());
      return successPage(context, page, roleApplicationView);
    },
  );

  endpoint(
    app,
    {
      method: "post",
      path: "/v1/role-applications/{userId}/grant",
      tags: ["Roles"],
      summary: "Grant an account the role that it applied for, on chain",
      ...signedInOnly,
      request: { params: z.object({ userId: z.string() }), headers: writeHeaders },
      responses: { 200: dataOf(roleApplicationSchema, "Granted"), ...failures(401, 403, 404, 409, 429) },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const account = await grantRoleApplication(services, contextOf(context), pathParameter(context, "userId"));
      return success(context, roleApplicationView(account));
    },
  );
}
