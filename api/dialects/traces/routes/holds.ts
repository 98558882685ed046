import { z } from "@hono/zod-openapi";
import { holdBatch } from "../../../../domain/holds/hold-batch.ts";
import { releaseHold } from "../../../../domain/holds/release-hold.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson, readOptionalJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { accepted, dataOf, failures, jsonOf, signedInOnly, writeHeaders } from "../documentation.ts";
import { successOfWrite } from "../envelope.ts";
import { holdInputSchema, holdSchema, releaseInputSchema } from "../hold-schema.ts";
import { holdView } from "../views/hold.ts";

/** Putting a batch on hold while a result is awaited. */
export function holdRoutes(app: Application, { services, limiter }: RouteOptions): void {
  const acts = [
    {
      path: "/v1/traces/{traceId}/hold",
      summary: "Put a trace batch on hold while a result is awaited: everybody is told, and nothing is refused",
      schema: holdInputSchema,
      read: readJson,
      perform: holdBatch,
    },
    {
      path: "/v1/traces/{traceId}/release",
      summary: "End the hold of a trace batch: an authority any, its holder its own",
      schema: releaseInputSchema,
      read: readOptionalJson,
      perform: releaseHold,
    },
  ];
  for (const { path, summary, schema, read, perform } of acts) {
    endpoint(
      app,
      {
        method: "post",
        path,
        tags: ["Holds"],
        summary,
        description: "For whoever holds the batch, inspectors and regulators.",
        ...signedInOnly,
        request: {
          params: z.object({ traceId: z.string() }),
          headers: writeHeaders,
          body: jsonOf(schema, summary) as never,
        },
        responses: {
          201: dataOf(holdSchema, "On chain"),
          ...accepted,
          ...failures(400, 401, 403, 404, 409, 413, 415, 422, 429),
        },
      },
      [bearer(services), limiter.limit("write")],
      async (context) => {
        const traceId = pathParameter(context, "traceId");
        return successOfWrite(
          context,
          await perform(services, contextOf(context), traceId, await read(context)),
          holdView,
        );
      },
    );
  }
}
