import { z } from "@hono/zod-openapi";
import { askForErasure } from "../../../../domain/erasures/ask-for-erasure.ts";
import { eraseRecord } from "../../../../domain/erasures/erase-record.ts";
import { listErasureRequests } from "../../../../domain/erasures/list-erasure-requests.ts";
import { refuseErasureRequest } from "../../../../domain/erasures/refuse-erasure-request.ts";
import { DomainError } from "../../../../domain/shared/errors.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { sentencesFor } from "../../../http/language.ts";
import { ERASURE_REQUESTS } from "../../../http/rate-limits.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { accepted, dataOf, failures, jsonOf, pageOf, pageQuery, signedInOnly, writeHeaders } from "../documentation.ts";
import { success, successOfWrite, successPage } from "../envelope.ts";
import {
  erasureInputSchema,
  erasureReceiptSchema,
  erasureRequestInputSchema,
  erasureRequestSchema,
  erasureSchema,
} from "../erasure-schema.ts";
import { erasureReceiptView, erasureRequestView, erasureView } from "../views/erasure.ts";

/** Erasing what a line says, on a lawful request; and asking for that. */
export function erasureRoutes(app: Application, { services, limiter }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: "/v1/traces/{traceId}/lines/{seq}/erasure",
      tags: ["Erasures"],
      summary: "Erase what a line says, on a lawful request: the line and its digest stay",
      description: "For regulators, and this installation's administrators where the chain lets them write the line.",
      ...signedInOnly,
      request: {
        params: z.object({ traceId: z.string(), seq: z.string() }),
        headers: writeHeaders,
        body: jsonOf(erasureInputSchema, "What goes, and why") as never,
      },
      responses: {
        201: dataOf(erasureSchema, "Erased, and said so on chain"),
        ...accepted,
        ...failures(400, 401, 403, 404, 409, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const seq = pathParameter(context, "seq");
      const number = /^[1-9]\d{0,7}$/.test(seq) ? Number(seq) : undefined;
      if (number === undefined) throw new DomainError("not-found", "This trace batch has no such line");
      const traceId = pathParameter(context, "traceId");
      const written = await eraseRecord(services, contextOf(context), traceId, number, await readJson(context));
      const say = sentencesFor(context);
      return successOfWrite(context, written, (erased) => erasureView(erased, say));
    },
  );

  endpoint(
    app,
    {
      method: "post",
      path: "/v1/erasure-requests",
      tags: ["Erasures"],
      summary: "Ask that what is said of you is erased, with an account or without",
      description: "It is answered by mail within a month. Nobody but who decides on it reads reason and contact.",
      request: { headers: writeHeaders, body: jsonOf(erasureRequestInputSchema, "Of what, and why") as never },
      responses: {
        201: dataOf(erasureReceiptSchema, "Taken down"),
        ...failures(400, 401, 404, 409, 413, 415, 422, 429),
      },
    },
    [bearer(services, { optional: true })],
    async (context) => {
      await limiter.countRoute(context, ...ERASURE_REQUESTS);
      const request = await askForErasure(services, contextOf(context), await readJson(context));
      return success(context, erasureReceiptView(request), 201);
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/erasure-requests",
      tags: ["Erasures"],
      summary: "Requests for erasure, the oldest first: those that are open, unless others are asked for",
      description: "For regulators and this installation's administrators.",
      ...signedInOnly,
      request: {
        query: pageQuery
          .omit({ search: true })
          .extend({ limit: z.coerce.number().int().min(1).max(100).default(20), status: z.string().optional() }),
      },
      responses: { 200: pageOf(erasureRequestSchema, "One page"), ...failures(401, 403, 422, 429) },
    },
    [bearer(services)],
    async (context) => {
      const page = await listErasureRequests(services, contextOf(context), context.req.query());
      return successPage(context, page, (request) => erasureRequestView(request, services.now()));
    },
  );

  endpoint(
    app,
    {
      method: "post",
      path: "/v1/erasure-requests/{requestId}/refuse",
      tags: ["Erasures"],
      summary: "Refuse a request for erasure, with a reason that who asked is told by mail",
      ...signedInOnly,
      request: {
        params: z.object({ requestId: z.string() }),
        headers: writeHeaders,
        body: jsonOf(z.object({ reason: z.string().max(1000) }), "Why") as never,
      },
      responses: {
        200: dataOf(erasureRequestSchema, "Refused"),
        ...failures(400, 401, 403, 404, 409, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const id = pathParameter(context, "requestId");
      const refused = await refuseErasureRequest(services, contextOf(context), id, await readJson(context));
      return success(context, erasureRequestView(refused, services.now()));
    },
  );
}
