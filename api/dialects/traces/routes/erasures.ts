import { z } from "@hono/zod-openapi";
import { eraseRecord } from "../../../../domain/erasures/erase-record.ts";
import { DomainError } from "../../../../domain/shared/errors.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { sentencesFor } from "../../../http/language.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { accepted, dataOf, failures, jsonOf, signedInOnly, writeHeaders } from "../documentation.ts";
import { successOfWrite } from "../envelope.ts";
import { erasureInputSchema, erasureSchema } from "../erasure-schema.ts";
import { erasureView } from "../views/erasure.ts";

/** Erasing what a line says, on a lawful request. */
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
}
