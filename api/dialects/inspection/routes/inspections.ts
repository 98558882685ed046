import { z } from "@hono/zod-openapi";
import { submitInspection } from "../../../../domain/events/submit-inspection.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { accepted, bodyOf, failures, jsonOf, signedInOnly, writeHeaders } from "../documentation.ts";
import { writtenJson } from "../envelope.ts";
import { inspectionOf } from "../map.ts";
import { inspectionRequestSchema, inspectionSchema } from "../schema.ts";
import { inspectionView } from "../views.ts";

/** Inspections: submit. */
export function inspectionRoute(app: Application, { services, limiter }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: "/batches/{id}/inspection",
      tags: ["Inspection"],
      summary: "Submit an inspection, and write its verdict to the chain",
      ...signedInOnly,
      request: {
        params: z.object({ id: z.string() }),
        headers: writeHeaders,
        ...bodyOf(inspectionRequestSchema),
      },
      responses: {
        201: jsonOf(inspectionSchema, "Submitted, and on chain"),
        ...accepted,
        ...failures(400, 401, 403, 404, 409, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const inspection = inspectionOf(await readJson(context));
      const id = pathParameter(context, "id");
      const written = await submitInspection(services, contextOf(context), id, inspection);
      return writtenJson(context, written, ({ entry }) => inspectionView(entry, services.settings.publicUrl));
    },
  );
}
