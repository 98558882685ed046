import { z } from "@hono/zod-openapi";
import { acceptHandOver } from "../../../../domain/custody/accept-hand-over.ts";
import { cancelHandOver, refuseHandOver, signHandOver } from "../../../../domain/custody/end-hand-over.ts";
import { listHandOvers, readHandOver, tellHandOvers } from "../../../../domain/custody/find-hand-over.ts";
import { HAND_OVER_STATES, type HandOver, handOverIdOf } from "../../../../domain/custody/hand-over.ts";
import { handOverBatches } from "../../../../domain/custody/hand-over-batches.ts";
import type { Context } from "../../../../domain/services.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application, RequestContext } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { accepted, dataOf, failures, jsonOf, pageOf, pageQuery, signedInOnly, writeHeaders } from "../documentation.ts";
import { acceptedOperation, success, successPage } from "../envelope.ts";
import { handOverSchema, handOversInputSchema } from "../hand-over-schema.ts";
import { batchesAccepted, batchesHandedOver, warnsOfHandOver } from "../hold-warnings.ts";
import { refuseInputSchema } from "../offer-schema.ts";
import { handOverView } from "../views/hand-over.ts";

const params = z.object({ handOverId: z.string() });
const refusals = failures(400, 401, 403, 404, 409, 413, 415, 422, 429);

/** What changes a hand-over that is kept, without anything on chain. */
interface Change {
  readonly path: string;
  readonly summary: string;
  readonly body: z.ZodType | null;
  readonly done: string;
  perform(asked: Context, id: string, context: RequestContext): Promise<HandOver>;
}

/** Handing many batches over at once: the giver's word is kept here until they are accepted. */
export function handOverRoutes(app: Application, { services, limiter }: RouteOptions): void {
  const view = async (context: RequestContext, handOver: HandOver) =>
    handOverView(handOver, await tellHandOvers(services, [handOver]), contextOf(context));

  endpoint(
    app,
    {
      method: "post",
      path: "/v1/handovers",
      tags: ["Custody"],
      summary: "Hand trace batches over to somebody, who holds them once it accepts",
      ...signedInOnly,
      request: { headers: writeHeaders, body: jsonOf(handOversInputSchema, "Which batches go to whom") as never },
      responses: {
        201: dataOf(handOverSchema, "Kept: nothing is on chain before it is accepted"),
        202: {
          ...dataOf(handOverSchema, "Kept: the giver's wallet has to sign `typedData`"),
          headers: z.object({ Location: z.string() }),
        },
        ...refusals,
      },
    },
    [bearer(services), limiter.limit("write"), warnsOfHandOver(services, batchesHandedOver)],
    async (context) => {
      const handOver = await handOverBatches(services, contextOf(context), await readJson(context));
      const data = await view(context, handOver);
      if (handOver.state !== "unsigned") return success(context, data, 201);
      const Location = `/v1/handovers/${handOverIdOf(handOver.number)}`;
      return context.json({ status: "success", data }, 202, { Location });
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/handovers",
      tags: ["Custody"],
      summary: "List the hand-overs to one, or by one",
      ...signedInOnly,
      request: {
        query: pageQuery.omit({ search: true }).extend({
          direction: z.enum(["in", "out"]).optional().openapi({ description: "`in` (default) or `out`" }),
          status: z.enum(HAND_OVER_STATES).optional(),
        }),
      },
      responses: { 200: pageOf(handOverSchema, "One page, the latest first"), ...failures(401, 422) },
    },
    [bearer(services)],
    async (context) => {
      const asked = contextOf(context);
      const page = await listHandOvers(services, asked, context.req.query());
      return successPage(context, page, (handOver) => handOverView(handOver, page, asked));
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/handovers/{handOverId}",
      tags: ["Custody"],
      summary: "A hand-over to one, or by one",
      ...signedInOnly,
      request: { params },
      responses: { 200: dataOf(handOverSchema, "With what became of each batch"), ...failures(401, 404) },
    },
    [bearer(services)],
    async (context) => {
      const asked = contextOf(context);
      const told = await readHandOver(services, asked, pathParameter(context, "handOverId"));
      return success(context, handOverView(told.items[0] as HandOver, told, asked));
    },
  );

  endpoint(
    app,
    {
      method: "post",
      path: "/v1/handovers/{handOverId}/accept",
      tags: ["Custody"],
      summary: "Accept the batches of a hand-over, and hold them",
      ...signedInOnly,
      request: { params, headers: writeHeaders },
      responses: {
        200: dataOf(handOverSchema, "Accepted: the caller holds the batches that were `taken`"),
        ...accepted,
        ...refusals,
      },
    },
    [
      bearer(services),
      limiter.limit("write"),
      warnsOfHandOver(services, (context) => batchesAccepted(services, context)),
    ],
    async (context) => {
      const id = pathParameter(context, "handOverId");
      const { operation, result } = await acceptHandOver(services, contextOf(context), id);
      return result === null ? acceptedOperation(context, operation) : success(context, await view(context, result));
    },
  );

  const changes: readonly Change[] = [
    {
      path: "/v1/handovers/{handOverId}/signature",
      summary: "Sign one's hand-over with one's own wallet",
      body: z.object({ signature: z.string() }),
      done: "Signed: it may be accepted",
      perform: async (asked, id, context) => signHandOver(services, asked, id, await readJson(context)),
    },
    {
      path: "/v1/handovers/{handOverId}/refuse",
      summary: "Refuse the batches of a hand-over",
      body: refuseInputSchema,
      done: "Refused: they stay where they are",
      perform: async (asked, id, context) => refuseHandOver(services, asked, id, await readJson(context)),
    },
    {
      path: "/v1/handovers/{handOverId}/cancel",
      summary: "Take one's hand-over back",
      body: null,
      done: "Taken back: it can be accepted no more",
      perform: (asked, id) => cancelHandOver(services, asked, id),
    },
  ];
  for (const { path, summary, body, done, perform } of changes) {
    endpoint(
      app,
      {
        method: "post",
        path,
        tags: ["Custody"],
        summary,
        ...signedInOnly,
        request: { params, ...(body && { body: jsonOf(body, summary) as never }) },
        responses: { 200: dataOf(handOverSchema, done), ...refusals },
      },
      [bearer(services), limiter.limit("write")],
      async (context) => {
        const changed = await perform(contextOf(context), pathParameter(context, "handOverId"), context);
        return success(context, await view(context, changed));
      },
    );
  }
}
