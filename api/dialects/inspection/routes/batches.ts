import { z } from "@hono/zod-openapi";
import type { Batch } from "../../../../domain/batches/batch.ts";
import { createMetadataBatch } from "../../../../domain/batches/create-metadata-batch.ts";
import { getBatch } from "../../../../domain/batches/get-batch.ts";
import { traceIdOf } from "../../../../domain/shared/identifiers.ts";
import { requireAccount } from "../../../../domain/shared/require-account.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { acceptedOf, bodyOf, failures, jsonOf, signedInOnly, writeHeaders } from "../documentation.ts";
import { writtenJson } from "../envelope.ts";
import { fieldsOf } from "../map.ts";
import { acceptedBatchSchema, batchRequestSchema, batchSchema, batchStorySchema } from "../schema.ts";
import { batchStoryView, batchView } from "../views.ts";

/** Batches: create, get. */
export function batchRoutes(app: Application, { services, limiter }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: "/batches",
      tags: ["Inspection"],
      summary: "Create a batch of metadata",
      ...signedInOnly,
      request: { headers: writeHeaders, ...bodyOf(batchRequestSchema) },
      responses: {
        201: jsonOf(batchSchema, "Created, and on chain"),
        ...acceptedOf(acceptedBatchSchema),
        ...failures(400, 401, 403, 409, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const asked = contextOf(context);
      const written = await createMetadataBatch(services, asked, fieldsOf(await readJson(context)));
      // A batch's creator holds it, under whichever address the account acted at the time.
      const owned = (batch: Batch) => batchView(batch, new Map([[batch.custodian, requireAccount(asked)]]));
      const { act } = written.operation;
      return writtenJson(context, written, owned, "code" in act ? { id: traceIdOf(services.batchId(act.code)) } : {});
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: "/batches/{id}",
      tags: ["Inspection"],
      summary: "Get a batch with its inspections",
      ...signedInOnly,
      request: { params: z.object({ id: z.string() }) },
      responses: { 200: jsonOf(batchStorySchema, "The batch"), ...failures(401, 404) },
    },
    [bearer(services)],
    async (context) => {
      const story = await getBatch(services, contextOf(context), pathParameter(context, "id"));
      return context.json(batchStoryView(story, services.settings.publicUrl));
    },
  );
}
