import { z } from "@hono/zod-openapi";
import { cors } from "hono/cors";
import { addReadings } from "../../../../domain/readings/add-readings.ts";
import {
  findPublicReadings,
  findReadings,
  provePublicReading,
  proveReading,
} from "../../../../domain/readings/find-readings.ts";
import type { ReadingsFormat } from "../../../../domain/readings/ports.ts";
import { DomainError, invalid } from "../../../../domain/shared/errors.ts";
import { readingProofSchema } from "../../../../proof/reading-proof.ts";
import { bearer } from "../../../http/authentication.ts";
import { readBytes } from "../../../http/body.ts";
import { conditionalJson } from "../../../http/conditional.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application, RequestContext } from "../../../http/env.ts";
import { fairPool, PoolFull } from "../../../http/fair-pool.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { accepted, dataOf, described, failures, signedInOnly, writeHeaders } from "../documentation.ts";
import { success, successOfWrite } from "../envelope.ts";
import { addedReadingsSchema, readingsInputSchema, readingsQuery, readingsSchema } from "../readings-schema.ts";
import { addedReadingsView, readingProofView, readingsView } from "../views/readings.ts";

/** The most bytes of a body: 100,000 readings in the longest form with some room. */
const BODY_LIMIT = 24 * 1024 * 1024;

/** Bodies are in memory until they are anchored. Milliseconds. */
const PLACES = { width: 6, widthByAddress: 2, queue: 60, queueByAddress: 10, patience: 60_000 };

const FORMATS: Readonly<Record<string, ReadingsFormat>> = {
  "application/json": "json",
  "application/x-ndjson": "ndjson",
  "application/ndjson": "ndjson",
  "application/jsonl": "ndjson",
  "text/csv": "csv",
};

const trace = z.object({ traceId: z.string() });
const code = z.object({ batchCode: z.string() });
const place = { seq: z.coerce.number().int().min(1), index: z.coerce.number().int().min(0) };
const besides = z.object({
  title: z.string().optional(),
  description: z.string().optional(),
  location: z.string().optional(),
  restricted: z.enum(["true", "false"]).optional(),
  limits: z.string().optional().openapi({ description: "As in the JSON body, as JSON" }),
});

/** What sensors read of a batch: anchored, shown by time, and proved one by one. */
export function readingRoutes(app: Application, { services, limiter }: RouteOptions): void {
  const { publicUrl } = services.settings;
  const places = fairPool(PLACES);

  endpoint(
    app,
    {
      method: "post",
      path: "/v1/traces/{traceId}/readings",
      tags: ["Readings"],
      summary: "Put the readings of sensors on a trace batch, under one root",
      description:
        "All of them or none. Times in milliseconds at most, with their offset; values exact. Lines of JSON and CSV (its first line names the columns) have what the JSON body says besides in the query.",
      ...signedInOnly,
      request: {
        params: trace,
        headers: writeHeaders,
        query: besides,
        body: {
          content: {
            "application/json": { schema: readingsInputSchema },
            "application/x-ndjson": { schema: { type: "string" } },
            "text/csv": { schema: { type: "string" } },
          },
        },
      },
      responses: {
        201: dataOf(addedReadingsSchema, "On chain"),
        ...accepted,
        ...failures(400, 401, 403, 404, 409, 413, 415, 422, 429, 503),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const asked = contextOf(context);
      const format = formatOf(context);
      const incoming = {
        format,
        fields: format === "json" ? {} : besidesOf(context),
        read: () => readBytes(context, BODY_LIMIT),
      };
      const holder = String(asked.account?.id);
      try {
        const written = await places.run(holder, context.req.raw.signal, () =>
          addReadings(services, asked, pathParameter(context, "traceId"), incoming),
        );
        return successOfWrite(context, written, (added) => addedReadingsView(added, publicUrl));
      } catch (error) {
        if (!(error instanceof PoolFull)) throw error;
        throw new DomainError("unavailable", "Too many readings are being worked on just now: try again in a moment");
      }
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/traces/{traceId}/readings",
      tags: ["Readings"],
      summary: "The readings of a trace batch by time",
      ...signedInOnly,
      request: { params: trace, query: readingsQuery },
      responses: { 200: dataOf(readingsSchema, "The readings"), ...failures(401, 404, 422, 503) },
    },
    [bearer(services)],
    async (context) => {
      const id = pathParameter(context, "traceId");
      const found = await findReadings(services, contextOf(context), id, context.req.query());
      return success(context, readingsView(found, publicUrl));
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/traces/{traceId}/readings/{seq}/{index}/proof",
      tags: ["Readings"],
      summary: "One reading with all that proves it",
      ...signedInOnly,
      request: { params: trace.extend(place) },
      responses: { 200: dataOf(described(readingProofSchema), "The proof"), ...failures(401, 404, 503) },
    },
    [bearer(services)],
    async (context) => {
      const id = pathParameter(context, "traceId");
      const evidence = await proveReading(services, contextOf(context), id, placeOf(context));
      return success(context, readingProofView(evidence, services.settings));
    },
  );

  const open = cors({
    origin: "*",
    allowMethods: ["GET", "HEAD"],
    allowHeaders: ["If-None-Match"],
    exposeHeaders: ["ETag"],
  });
  app.use("/v1/traces/public/:batchCode/readings", open);
  app.use("/v1/traces/public/:batchCode/readings/:seq/:index/proof", open);

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/traces/public/{batchCode}/readings",
      tags: ["Public"],
      summary: "The public readings of a batch by time",
      request: { params: code, query: readingsQuery },
      responses: {
        200: dataOf(readingsSchema, "The readings"),
        304: { description: "Not changed" },
        ...failures(404, 422, 503),
      },
    },
    [],
    async (context) => {
      const found = await findPublicReadings(services, pathParameter(context, "batchCode"), context.req.query());
      return conditionalJson(context, { status: "success", data: readingsView(found, publicUrl) });
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/traces/public/{batchCode}/readings/{seq}/{index}/proof",
      tags: ["Public"],
      summary: "One public reading with all that proves it",
      request: { params: code.extend(place) },
      responses: {
        200: dataOf(described(readingProofSchema), "The proof"),
        304: { description: "Not changed" },
        ...failures(404, 503),
      },
    },
    [],
    async (context) => {
      const evidence = await provePublicReading(services, pathParameter(context, "batchCode"), placeOf(context));
      return conditionalJson(context, { status: "success", data: readingProofView(evidence, services.settings) });
    },
  );
}

function formatOf(context: RequestContext): ReadingsFormat {
  const type = context.req.header("content-type")?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const format = Object.hasOwn(FORMATS, type) ? FORMATS[type] : undefined;
  if (format) return format;
  throw new DomainError(
    "unsupported-media-type",
    "The body must be application/json, application/x-ndjson or text/csv",
  );
}

/** What is said in the query besides. */
function besidesOf(context: RequestContext): Record<string, unknown> {
  const { restricted, limits, title, description, location } = context.req.query();
  return {
    title,
    description,
    location,
    restricted: restricted === "true" ? true : restricted === "false" ? false : restricted,
    limits: limits === undefined ? undefined : parsedLimits(limits),
  };
}

function parsedLimits(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid("limits", "Limits must be a list");
  }
}

function placeOf(context: RequestContext) {
  return { seq: pathParameter(context, "seq"), index: pathParameter(context, "index") };
}
