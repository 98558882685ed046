import { z } from "@hono/zod-openapi";
import { addEvent } from "../../../../domain/events/add-event.ts";
import { listEvents } from "../../../../domain/events/list-events.ts";
import { namesAt } from "../../../../domain/profiles/names-at.ts";
import { momentsOf } from "../../../../domain/records/journey-entries.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { accepted, dataOf, failures, jsonOf, signedInOnly, writeHeaders } from "../documentation.ts";
import { successOfWrite } from "../envelope.ts";
import { eventInputSchema, eventSchema } from "../schema.ts";
import { eventView } from "../views/event.ts";

const PATH = "/v1/traces/{traceId}/events";
const params = z.object({ traceId: z.string() });

/** Events of a batch: add, list. */
export function eventRoutes(app: Application, { services, limiter }: RouteOptions): void {
  const { publicUrl } = services.settings;

  endpoint(
    app,
    {
      method: "post",
      path: PATH,
      tags: ["Traces"],
      summary: "Add an event to a trace batch",
      ...signedInOnly,
      request: { params, headers: writeHeaders, body: jsonOf(eventInputSchema, "The event") as never },
      responses: {
        201: dataOf(eventSchema, "Recorded on chain"),
        ...accepted,
        ...failures(400, 401, 403, 404, 409, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const asked = contextOf(context);
      const written = await addEvent(services, asked, pathParameter(context, "traceId"), await readJson(context));
      const calledAt = await namesAt(services, written.result ? momentsOf(written.result.entry) : []);
      return successOfWrite(context, written, ({ entry }) => eventView(entry, publicUrl, new Map(), calledAt));
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: PATH,
      tags: ["Traces"],
      summary: "List the events of a trace batch",
      ...signedInOnly,
      request: {
        params,
        query: z.object({
          type: z.string().optional(),
          fromDate: z.string().optional(),
          toDate: z.string().optional(),
          sortDir: z.enum(["asc", "desc"]).optional(),
        }),
      },
      responses: {
        200: jsonOf(
          z.object({
            status: z.literal("success"),
            data: z.array(eventSchema),
            meta: z.object({ totalItems: z.int() }),
          }),
          "The events",
        ),
        ...failures(401, 404, 422),
      },
    },
    [bearer(services)],
    async (context) => {
      const traceId = pathParameter(context, "traceId");
      const { entries, actors, calledAt } = await listEvents(
        services,
        contextOf(context),
        traceId,
        context.req.query(),
      );
      return context.json({
        status: "success",
        data: entries.map((entry) => eventView(entry, publicUrl, actors, calledAt)),
        meta: { totalItems: entries.length },
      });
    },
  );
}
