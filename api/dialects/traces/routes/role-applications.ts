import { z } from "@hono/zod-openapi";
import { nameNoticeOf } from "../../../../domain/profiles/lookalikes.ts";
import { applyForRole } from "../../../../domain/roles/apply-for-role.ts";
import { grantRoleApplication } from "../../../../domain/roles/grant-role-application.ts";
import { listRoleApplications } from "../../../../domain/roles/list-role-applications.ts";
import { readRoleApplication } from "../../../../domain/roles/read-role-application.ts";
import { refuseRoleApplication } from "../../../../domain/roles/refuse-role-application.ts";
import { revokeRoleApplication } from "../../../../domain/roles/revoke-role-application.ts";
import { applicationIdOf, type RoleApplication } from "../../../../domain/roles/role-applications.ts";
import { roleTransactionFor } from "../../../../domain/roles/role-transaction.ts";
import type { Context, Services } from "../../../../domain/services.ts";
import { DomainError } from "../../../../domain/shared/errors.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson, readOptionalJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application, RequestContext } from "../../../http/env.ts";
import { sentencesFor } from "../../../http/language.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { dataOf, failures, jsonOf, pageOf, pageQuery, signedInOnly, writeHeaders } from "../documentation.ts";
import { success, successPage } from "../envelope.ts";
import {
  roleApplicationSchema,
  roleGrantSchema,
  roleReasonSchema,
  roleRequestSchema,
  safeBatchSchema,
} from "../role-schema.ts";
import { roleApplicationView, safeBatchView } from "../views/role-application.ts";

const PATH = "/v1/role-applications";

/** A decision on an application. */
interface DecisionRoute {
  readonly verb: "grant" | "refuse" | "revoke";
  readonly summary: string;
  readonly done: string;
  readonly body: z.ZodType;
  readonly read: (context: RequestContext) => Promise<unknown>;
  readonly decide: (services: Services, context: Context, id: string, input: unknown) => Promise<RoleApplication>;
}

const DECISIONS: readonly DecisionRoute[] = [
  {
    verb: "grant",
    summary: "Grant an account the role that it applied for, on chain",
    done: "Granted, or approved where an officer's own wallet has to send the transaction",
    body: roleGrantSchema,
    read: readOptionalJson,
    decide: grantRoleApplication,
  },
  {
    verb: "refuse",
    summary: "Refuse an application, with a reason that the applicant is told",
    done: "Refused",
    body: roleReasonSchema,
    read: readJson,
    decide: refuseRoleApplication,
  },
  {
    verb: "revoke",
    summary: "Revoke a granted role, on chain, with a reason that its holder is told",
    done: "Revoked, or to be revoked where an officer's own wallet has to send the transaction",
    body: roleReasonSchema,
    read: readJson,
    decide: revokeRoleApplication,
  },
];

/** Applications for roles: asked for by anybody; decided by administrators of this server and registrars on chain. */
export function roleApplicationRoutes(app: Application, { services, limiter }: RouteOptions): void {
  const viewOf = async (context: RequestContext, application: RoleApplication) => {
    const [transaction, notice] = await Promise.all([
      roleTransactionFor(services, application),
      nameNoticeOf(services, application.account),
    ]);
    const said = transaction && { ...transaction, sentence: sentencesFor(context)(transaction.sentence) };
    return roleApplicationView(application, said, notice !== undefined);
  };
  const read = (context: RequestContext) =>
    readRoleApplication(services, contextOf(context), pathParameter(context, "id"));

  endpoint(
    app,
    {
      method: "post",
      path: PATH,
      tags: ["Roles"],
      summary: "Ask for a role",
      ...signedInOnly,
      request: { body: jsonOf(roleRequestSchema, "The role, and why") as never, headers: writeHeaders },
      responses: {
        201: dataOf(roleApplicationSchema, "Asked for; with open registration granted at once"),
        ...failures(400, 401, 409, 413, 415, 422, 429, 503),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) =>
      success(
        context,
        await viewOf(context, await applyForRole(services, contextOf(context), await readJson(context))),
        201,
      ),
  );

  endpoint(
    app,
    {
      method: "get",
      path: PATH,
      tags: ["Roles"],
      summary: "List applications for roles: those that wait, unless another status is asked for",
      ...signedInOnly,
      request: {
        query: pageQuery
          .omit({ search: true })
          .extend({ limit: z.coerce.number().int().min(1).max(100).default(20), status: z.string().optional() }),
      },
      responses: { 200: pageOf(roleApplicationSchema, "One page"), ...failures(401, 403, 422, 429) },
    },
    [bearer(services)],
    async (context) => {
      const page = await listRoleApplications(services, contextOf(context), context.req.query());
      const items = await Promise.all(page.items.map((item) => viewOf(context, item)));
      return successPage(context, { ...page, items }, (view) => view);
    },
  );

  const one = { params: z.object({ id: z.string().openapi({ description: "`application-7`, or `user-7`" }) }) };
  endpoint(
    app,
    {
      method: "get",
      path: `${PATH}/{id}`,
      tags: ["Roles"],
      summary: "An application: for the applicant, and for those who decide",
      ...signedInOnly,
      request: one,
      responses: { 200: dataOf(roleApplicationSchema, "The application"), ...failures(401, 403, 404, 409, 429) },
    },
    [bearer(services)],
    async (context) => success(context, await viewOf(context, await read(context))),
  );

  endpoint(
    app,
    {
      method: "get",
      path: `${PATH}/{id}/transaction`,
      tags: ["Roles"],
      summary: "What an officer's own wallet has to send, as a batch for Safe's Transaction Builder",
      ...signedInOnly,
      request: one,
      responses: { 200: jsonOf(safeBatchSchema, "A file to import"), ...failures(401, 403, 404, 409, 429) },
    },
    [bearer(services)],
    async (context) => {
      const application = await read(context);
      const transaction = await roleTransactionFor(services, application);
      if (!transaction) throw new DomainError("conflict", "This application waits for no wallet's transaction");
      return context.json(safeBatchView(transaction, application.createdAt), 200, {
        "Content-Disposition": `attachment; filename="${applicationIdOf(application.id)}.json"`,
      });
    },
  );

  for (const { verb, summary, done, body, read: readBody, decide } of DECISIONS) {
    endpoint(
      app,
      {
        method: "post",
        path: `${PATH}/{id}/${verb}`,
        tags: ["Roles"],
        summary,
        ...signedInOnly,
        request: { ...one, body: jsonOf(body, "The decision") as never, headers: writeHeaders },
        responses: {
          200: dataOf(roleApplicationSchema, done),
          ...failures(400, 401, 403, 404, 409, 413, 415, 422, 429, 503),
        },
      },
      [bearer(services), limiter.limit("write")],
      async (context) => {
        const input = await readBody(context);
        return success(
          context,
          await viewOf(context, await decide(services, contextOf(context), pathParameter(context, "id"), input)),
        );
      },
    );
  }
}
