import { z } from "@hono/zod-openapi";
import { acceptOffer } from "../../../../domain/custody/accept-offer.ts";
import { cancelOffer } from "../../../../domain/custody/cancel-offer.ts";
import { listOffers, tellOffers } from "../../../../domain/custody/list-offers.ts";
import { offerCustody } from "../../../../domain/custody/offer-custody.ts";
import type { OfferedBatch } from "../../../../domain/custody/ports.ts";
import { refuseOffer } from "../../../../domain/custody/refuse-offer.ts";
import type { Written } from "../../../../domain/operations/submit-act.ts";
import { OFFER_STATES } from "../../../../domain/records/offers.ts";
import type { Context } from "../../../../domain/services.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson, readOptionalJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application, RequestContext } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { accepted, dataOf, failures, jsonOf, pageOf, pageQuery, signedInOnly, writeHeaders } from "../documentation.ts";
import { acceptedOperation, success, successPage } from "../envelope.ts";
import { warnsOfHolds } from "../hold-warnings.ts";
import { acceptInputSchema, offerInputSchema, offerSchema, refuseInputSchema } from "../offer-schema.ts";
import { offerView } from "../views/offer.ts";

const params = z.object({ traceId: z.string() });

/** What changes the standing of an offer: each by a line of its own. */
interface OfferAct {
  readonly path: string;
  readonly summary: string;
  readonly body: z.ZodType | null;
  readonly status: 200 | 201;
  readonly done: string;
  /** Whether it says that the batch is on hold. */
  readonly warns: boolean;
  perform(asked: Context, traceId: string, context: RequestContext): Promise<Written<OfferedBatch>>;
}

/** Handing a batch over: offer, accept, refuse, take back; and the list of offers. */
export function offerRoutes(app: Application, { services, limiter }: RouteOptions): void {
  const acts: readonly OfferAct[] = [
    {
      path: "/v1/traces/{traceId}/offers",
      summary: "Offer a trace batch to somebody, who holds it once it accepts",
      body: offerInputSchema,
      status: 201,
      done: "Offered, on chain",
      warns: true,
      perform: async (asked, traceId, context) => offerCustody(services, asked, traceId, await readJson(context)),
    },
    {
      path: "/v1/traces/{traceId}/offers/accept",
      summary: "Accept a trace batch that one is offered, and hold it",
      body: acceptInputSchema,
      status: 200,
      done: "Accepted: the caller holds the batch",
      warns: true,
      perform: async (asked, traceId, context) =>
        acceptOffer(services, asked, traceId, await readOptionalJson(context)),
    },
    {
      path: "/v1/traces/{traceId}/offers/refuse",
      summary: "Refuse a trace batch that one is offered",
      body: refuseInputSchema,
      status: 200,
      done: "Refused: the batch stays where it is",
      warns: false,
      perform: async (asked, traceId, context) => refuseOffer(services, asked, traceId, await readJson(context)),
    },
    {
      path: "/v1/traces/{traceId}/offers/cancel",
      summary: "Take back the offer of a trace batch that one holds",
      body: null,
      status: 200,
      done: "Taken back",
      warns: false,
      perform: (asked, traceId) => cancelOffer(services, asked, traceId),
    },
  ];
  for (const { path, summary, body, status, done, warns, perform } of acts) {
    endpoint(
      app,
      {
        method: "post",
        path,
        tags: ["Custody"],
        summary,
        ...signedInOnly,
        request: { params, headers: writeHeaders, ...(body && { body: jsonOf(body, summary) as never }) },
        responses: {
          [status]: dataOf(offerSchema, done),
          ...accepted,
          ...failures(400, 401, 403, 404, 409, 413, 415, 422, 429),
        },
      },
      [bearer(services), limiter.limit("write"), ...(warns ? [warnsOfHolds(services)] : [])],
      async (context) => {
        const asked = contextOf(context);
        const { operation, result } = await perform(asked, pathParameter(context, "traceId"), context);
        if (result === null) return acceptedOperation(context, operation);
        const told = await tellOffers(services, asked, [result]);
        return success(context, offerView(told.items[0] as OfferedBatch, told), status);
      },
    );
  }

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/offers",
      tags: ["Custody"],
      summary: "List the offers that were made to one, or by one",
      ...signedInOnly,
      request: {
        query: pageQuery.omit({ search: true }).extend({
          direction: z.enum(["in", "out"]).optional().openapi({ description: "`in` (default) or `out`" }),
          status: z.enum(OFFER_STATES).optional(),
        }),
      },
      responses: { 200: pageOf(offerSchema, "One page, the latest first"), ...failures(401, 422) },
    },
    [bearer(services)],
    async (context) => {
      const page = await listOffers(services, contextOf(context), context.req.query());
      return successPage(context, page, (offered) => offerView(offered, page));
    },
  );
}
