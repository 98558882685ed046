import { z } from "@hono/zod-openapi";
import { leaveFeedback } from "../../../../domain/scans/leave-feedback.ts";
import { listFeedback } from "../../../../domain/scans/list-feedback.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { clientOf } from "../../../http/client.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { dataOf, failures, jsonOf, pageOf, pageQuery, signedInOnly } from "../documentation.ts";
import { success, successPage } from "../envelope.ts";
import { feedbackInputSchema, feedbackSchema } from "../schema-statistics.ts";
import { feedbackView } from "../views/statistics.ts";

/** Many shoppers share an address: a shop's, or a mobile network's. */
const LIMIT = { points: 200, seconds: 3_600 };
const SMALL = 16 * 1024;

/** Shoppers' feedback on a batch: leave it, read it. */
export function feedbackRoutes(app: Application, { services, limiter, trustedProxies }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: "/v1/traces/public/{batchCode}/feedback",
      tags: ["Public"],
      summary: "Rate a batch, once a visitor and day",
      description: "Sending the same again gives the same answer. Only pages of this server may ask browsers for this.",
      request: {
        params: z.object({ batchCode: z.string() }),
        body: jsonOf(feedbackInputSchema, "The rating") as never,
      },
      responses: { 201: dataOf(feedbackSchema, "Taken down"), ...failures(400, 404, 409, 413, 415, 422, 429) },
    },
    [],
    async (context) => {
      await limiter.countRoute(context, "feedback", LIMIT);
      const client = clientOf(context, trustedProxies);
      const code = pathParameter(context, "batchCode");
      const feedback = await leaveFeedback(services, code, client, await readJson(context, SMALL));
      return success(context, feedbackView(feedback), 201);
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/traces/{traceId}/feedback",
      tags: ["Statistics"],
      summary: "What shoppers said of a trace batch, for its custodian, its creator and regulators",
      ...signedInOnly,
      request: { params: z.object({ traceId: z.string() }), query: pageQuery.omit({ search: true }) },
      responses: { 200: pageOf(feedbackSchema, "One page, the latest first"), ...failures(401, 403, 404, 422) },
    },
    [bearer(services)],
    async (context) => {
      const traceId = pathParameter(context, "traceId");
      const page = await listFeedback(services, contextOf(context), traceId, context.req.query());
      return successPage(context, page, feedbackView);
    },
  );
}
