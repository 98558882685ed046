import { z } from "@hono/zod-openapi";
import { addEvent } from "../../../../domain/events/add-event.ts";
import { amendEvent } from "../../../../domain/events/amend-event.ts";
import { findEvent, textOf } from "../../../../domain/events/find-event.ts";
import { listEvents } from "../../../../domain/events/list-events.ts";
import { namesAt } from "../../../../domain/profiles/names-at.ts";
import { type JourneyEntry, momentsOf } from "../../../../domain/records/journey-entries.ts";
import type { Hex } from "../../../../domain/shared/hex.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { conditionalJson, etagOf, mayChange } from "../../../http/conditional.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application, RequestContext } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import { withoutShown } from "../../../http/shown.ts";
import type { RouteOptions } from "../../../options.ts";
import { accepted, changeHeaders, dataOf, failures, jsonOf, signedInOnly, writeHeaders } from "../documentation.ts";
import { successOfWrite } from "../envelope.ts";
import { amendmentInputSchema, eventInputSchema, eventSchema } from "../schema.ts";
import { eventView } from "../views/event.ts";

const PATH = "/v1/traces/{traceId}/events";
const params = z.object({ traceId: z.string() });
const eventParams = params.extend({ eventId: z.string() });

/** What an amendment is conditional on: the text that the event has. */
const stateOf = (entry: JourneyEntry) => textOf(entry).slice(2);

/** Events of a batch: add, list, read, amend. */
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

  endpoint(
    app,
    {
      method: "get",
      path: `${PATH}/{eventId}`,
      tags: ["Traces"],
      summary: "An event of a trace batch",
      ...signedInOnly,
      request: { params: eventParams },
      responses: { 200: dataOf(eventSchema, "The event"), 304: { description: "Not changed" }, ...failures(401, 404) },
    },
    [bearer(services)],
    async (context) => {
      const { entry, actors, calledAt } = await findEvent(services, contextOf(context), ...namesIn(context));
      const answer = { status: "success", data: eventView(entry, publicUrl, actors, calledAt) };
      return conditionalJson(context, answer, stateOf(entry));
    },
  );

  endpoint(
    app,
    {
      method: "post",
      path: `${PATH}/{eventId}/amend`,
      tags: ["Traces"],
      summary: "Amend an event that one wrote: both texts are kept, and shown",
      ...signedInOnly,
      request: {
        params: eventParams,
        headers: changeHeaders,
        body: jsonOf(amendmentInputSchema, "What changes, and why") as never,
      },
      responses: {
        201: dataOf(eventSchema, "As it is told now"),
        ...accepted,
        ...failures(400, 401, 403, 404, 409, 412, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const [asked, names] = [contextOf(context), namesIn(context)];
      const { entry: before, actors, calledAt } = await findEvent(services, asked, ...names);
      const body = await readJson(context);
      context.set("json", withoutShown(body, eventView(before, publicUrl, actors, calledAt)));
      // What is no tag of this state is of none that the event has.
      const isAsked = context.req.header("if-match") !== undefined;
      const ifText = mayChange(context, stateOf(before)) ? textOf(before) : NO_TEXT;
      const written = await amendEvent(services, asked, ...names, body, isAsked ? ifText : undefined);
      const calledNow = await namesAt(services, written.result ? momentsOf(written.result) : []);
      return successOfWrite(context, written, (entry) => {
        const view = eventView(entry, publicUrl, new Map(), calledNow);
        context.header("ETag", etagOf(JSON.stringify(view), stateOf(entry)));
        return view;
      });
    },
  );
}

/** No document has this digest. */
const NO_TEXT: Hex = `0x${"0".repeat(64)}`;

const namesIn = (context: RequestContext) =>
  [pathParameter(context, "traceId"), pathParameter(context, "eventId")] as const;
