import { z } from "@hono/zod-openapi";
import { consumeBatch } from "../../../../domain/lineage/consume-batch.ts";
import { splitBatch } from "../../../../domain/lineage/split-batch.ts";
import { transformBatches } from "../../../../domain/lineage/transform-batches.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { accepted, dataOf, failures, jsonOf, signedInOnly, writeHeaders } from "../documentation.ts";
import { acceptedOperation, success, successOfWrite } from "../envelope.ts";
import { batchesPutIn, warnsOfHolds } from "../hold-warnings.ts";
import {
  acceptedSplitSchema,
  consumptionInputSchema,
  consumptionSchema,
  splitInputSchema,
  splitSchema,
  transformationInputSchema,
  transformationSchema,
} from "../lineage-schema.ts";
import { consumptionView, splitView, transformationView } from "../views/lineage.ts";

const params = z.object({ traceId: z.string() });
const acceptedSplit = {
  202: { ...accepted[202], ...dataOf(acceptedSplitSchema, "Accepted: each act makes some of the parts") },
};
const refusals = failures(400, 401, 403, 404, 409, 413, 415, 422, 429);

/** What becomes of batches: parts of them, others made of them, and what is gone. */
export function lineageRoutes(app: Application, { services, limiter }: RouteOptions): void {
  const { publicUrl } = services.settings;

  endpoint(
    app,
    {
      method: "post",
      path: "/v1/traces/{traceId}/consumption",
      tags: ["Lineage"],
      summary: "Say that some of a trace batch is sold, used, lost, destroyed or taken as a sample",
      ...signedInOnly,
      request: {
        params,
        headers: writeHeaders,
        body: jsonOf(consumptionInputSchema, "How much, and what became of it") as never,
      },
      responses: { 201: dataOf(consumptionSchema, "On chain: so much less remains"), ...accepted, ...refusals },
    },
    [bearer(services), limiter.limit("write"), warnsOfHolds(services)],
    async (context) => {
      const asked = contextOf(context);
      const traceId = pathParameter(context, "traceId");
      return successOfWrite(
        context,
        await consumeBatch(services, asked, traceId, await readJson(context)),
        consumptionView,
      );
    },
  );

  endpoint(
    app,
    {
      method: "post",
      path: "/v1/traces/{traceId}/split",
      tags: ["Lineage"],
      summary: "Split a trace batch into parts, each a batch of its own",
      ...signedInOnly,
      request: { params, headers: writeHeaders, body: jsonOf(splitInputSchema, "The parts") as never },
      responses: { 201: dataOf(splitSchema, "The parts, on chain"), ...acceptedSplit, ...refusals },
    },
    [bearer(services), limiter.limit("write"), warnsOfHolds(services)],
    async (context) => {
      const asked = contextOf(context);
      const written = await splitBatch(services, asked, pathParameter(context, "traceId"), await readJson(context));
      const { operation, operations, result } = written;
      return result
        ? success(context, splitView(result, publicUrl), 201)
        : acceptedOperation(context, operation, operations);
    },
  );

  endpoint(
    app,
    {
      method: "post",
      path: "/v1/transformations",
      tags: ["Lineage"],
      summary: "Make new trace batches of others",
      ...signedInOnly,
      request: {
        headers: writeHeaders,
        body: jsonOf(transformationInputSchema, "What goes in, and what comes out") as never,
      },
      responses: { 201: dataOf(transformationSchema, "What was made, on chain"), ...accepted, ...refusals },
    },
    [bearer(services), limiter.limit("write"), warnsOfHolds(services, batchesPutIn)],
    async (context) => {
      const written = await transformBatches(services, contextOf(context), await readJson(context));
      return successOfWrite(context, written, (made) => transformationView(made, publicUrl));
    },
  );
}
