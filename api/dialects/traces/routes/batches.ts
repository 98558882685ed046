import { z } from "@hono/zod-openapi";
import { BATCH_SORTS } from "../../../../domain/ports/mirror.ts";
import { createBatch } from "../../../../domain/verbs/create-batch.ts";
import { getBatch } from "../../../../domain/verbs/get-batch.ts";
import { listBatches } from "../../../../domain/verbs/list-batches.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { accepted, dataOf, failures, jsonOf, pageOf, pageQuery, signedInOnly, writeHeaders } from "../documentation.ts";
import { success, successOfWrite, successPage } from "../envelope.ts";
import { createdSchema, createSchema, detailSchema, listedSchema } from "../schema.ts";
import { createdView, listedView } from "../views/batch.ts";
import { detailView } from "../views/detail.ts";

/** Batches: list, create, get. */
export function batchRoutes(app: Application, { services, limiter }: RouteOptions): void {
  const { publicUrl } = services.settings;

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/traces",
      tags: ["Traces"],
      summary: "List trace batches",
      ...signedInOnly,
      request: {
        query: pageQuery.extend({
          status: z.string().optional(),
          fromDate: z.string().optional(),
          toDate: z.string().optional(),
          sortBy: z.enum(BATCH_SORTS).optional(),
          sortDir: z.enum(["asc", "desc"]).optional(),
        }),
      },
      responses: { 200: pageOf(listedSchema, "One page"), ...failures(401, 422) },
    },
    [bearer(services)],
    async (context) => {
      const page = await listBatches(services, contextOf(context), context.req.query());
      return successPage(context, page, (item) => listedView(item, publicUrl));
    },
  );

  endpoint(
    app,
    {
      method: "post",
      path: "/v1/traces",
      tags: ["Traces"],
      summary: "Create a trace batch",
      ...signedInOnly,
      request: { headers: writeHeaders, body: jsonOf(createSchema, "The batch") as never },
      responses: {
        201: dataOf(createdSchema, "Created, and on chain"),
        ...accepted,
        ...failures(400, 401, 403, 409, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const asked = contextOf(context);
      const written = await createBatch(services, asked, await readJson(context));
      return successOfWrite(context, written, (batch) => createdView(batch, publicUrl));
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/traces/{traceId}",
      tags: ["Traces"],
      summary: "Get a trace batch with all that is known of it",
      ...signedInOnly,
      request: { params: z.object({ traceId: z.string() }) },
      responses: { 200: dataOf(detailSchema, "The batch"), ...failures(401, 404) },
    },
    [bearer(services)],
    async (context) => {
      const story = await getBatch(services, contextOf(context), pathParameter(context, "traceId"));
      return success(context, detailView(story, publicUrl));
    },
  );
}
