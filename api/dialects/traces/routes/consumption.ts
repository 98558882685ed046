import { z } from "@hono/zod-openapi";
import { consumeBatch } from "../../../../domain/batches/consume-batch.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { accepted, dataOf, failures, jsonOf, signedInOnly, writeHeaders } from "../documentation.ts";
import { successOfWrite } from "../envelope.ts";
import { consumptionInputSchema, consumptionSchema } from "../offer-schema.ts";
import { consumptionView } from "../views/offer.ts";

/** What is gone of a batch: sold, used, lost, destroyed, taken as a sample. */
export function consumptionRoutes(app: Application, { services, limiter }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: "/v1/traces/{traceId}/consumption",
      tags: ["Custody"],
      summary: "Say that some of a trace batch is sold, used, lost, destroyed or taken as a sample",
      ...signedInOnly,
      request: {
        params: z.object({ traceId: z.string() }),
        headers: writeHeaders,
        body: jsonOf(consumptionInputSchema, "How much, and what became of it") as never,
      },
      responses: {
        201: dataOf(consumptionSchema, "On chain: so much less remains"),
        ...accepted,
        ...failures(400, 401, 403, 404, 409, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const asked = contextOf(context);
      const traceId = pathParameter(context, "traceId");
      const written = await consumeBatch(services, asked, traceId, await readJson(context));
      return successOfWrite(context, written, consumptionView);
    },
  );
}
