import { z } from "@hono/zod-openapi";
import { admitParty } from "../../../../domain/parties/admit-party.ts";
import { listParties } from "../../../../domain/parties/list-parties.ts";
import type { ListedParty } from "../../../../domain/parties/ports.ts";
import { removeParty } from "../../../../domain/parties/remove-party.ts";
import { accountsWithLookalikes } from "../../../../domain/profiles/lookalikes.ts";
import { namesAt } from "../../../../domain/profiles/names-at.ts";
import { NOW } from "../../../../domain/profiles/profile-lines.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application, RequestContext } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { accepted, dataOf, failures, jsonOf, pageOf, pageQuery, signedInOnly, writeHeaders } from "../documentation.ts";
import { acceptedOperation, successOfWrite, successPage } from "../envelope.ts";
import { partyInputSchema, partySchema } from "../party-schema.ts";
import { partyView } from "../views/party.ts";

/** Where parties of one batch are, and where those of all batches that the caller holds. */
const PLACES = [
  { path: "/v1/traces/{traceId}/parties", params: { traceId: z.string() }, what: "a trace batch" },
  { path: "/v1/parties", params: {}, what: "all trace batches that one holds" },
] as const;

/** Who may write on a batch because its holder admitted them: list, admit, remove. */
export function partyRoutes(app: Application, routes: RouteOptions): void {
  for (const place of PLACES) placeRoutes(app, routes, place);
}

function placeRoutes(
  app: Application,
  { services, limiter }: RouteOptions,
  { path, params, what }: (typeof PLACES)[number],
): void {
  const isOfBatch = "traceId" in params;
  const calledNow = (listed: readonly ListedParty[]) =>
    namesAt(
      services,
      listed.map(({ party: { account } }) => ({ account, line: NOW })),
    );
  const traceIdOf = (context: RequestContext) => (isOfBatch ? pathParameter(context, "traceId") : null);

  endpoint(
    app,
    {
      method: "get",
      path,
      tags: ["Parties"],
      summary: `List who is admitted to ${what}`,
      ...signedInOnly,
      request: {
        params: z.object(params),
        query: pageQuery.omit({ search: true }),
      },
      responses: { 200: pageOf(partySchema, "One page, the latest first"), ...failures(401, 404, 422) },
    },
    [bearer(services)],
    async (context) => {
      const page = await listParties(services, contextOf(context), traceIdOf(context), context.req.query());
      const accounts = page.items.flatMap(({ account }) => account ?? []);
      const alike = await accountsWithLookalikes(services, accounts);
      const calledAt = await calledNow(page.items);
      return successPage(context, page, (party) => partyView(party, calledAt, alike));
    },
  );

  endpoint(
    app,
    {
      method: "post",
      path,
      tags: ["Parties"],
      summary: `Admit somebody to ${what}: it may write what its own roles let it`,
      ...signedInOnly,
      request: {
        params: z.object(params),
        headers: writeHeaders,
        body: jsonOf(partyInputSchema, "Whom to admit") as never,
      },
      responses: {
        201: dataOf(partySchema, "Admitted, on chain"),
        ...accepted,
        ...failures(400, 401, 403, 404, 409, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const written = await admitParty(services, contextOf(context), traceIdOf(context), await readJson(context));
      const calledAt = await calledNow(written.result ? [written.result] : []);
      return successOfWrite(context, written, (party) => partyView(party, calledAt));
    },
  );

  endpoint(
    app,
    {
      method: "delete",
      path: `${path}/{account}`,
      tags: ["Parties"],
      summary: `Admit somebody no longer to ${what}: what it wrote stays`,
      ...signedInOnly,
      request: { params: z.object({ ...params, account: z.string() }), headers: writeHeaders },
      responses: {
        204: { description: "Admitted no longer" },
        ...accepted,
        ...failures(401, 403, 404, 409, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const party = pathParameter(context, "account");
      const { operation, result } = await removeParty(services, contextOf(context), traceIdOf(context), party);
      return result === null ? acceptedOperation(context, operation) : context.body(null, 204);
    },
  );
}
