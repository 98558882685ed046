import { z } from "@hono/zod-openapi";
import { signAct } from "../../../../domain/batches/sign-act.ts";
import { getOperation } from "../../../../domain/operations/get-operation.ts";
import { isDone } from "../../../../domain/operations/submit-administration.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { sentencesFor } from "../../../http/language.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { accepted, dataOf, failures, jsonOf, signedInOnly } from "../documentation.ts";
import { acceptedOperation, success } from "../envelope.ts";
import { operationSchema } from "../schema.ts";
import { operationView } from "../views/operation.ts";

/** Writes on their way to the chain. */
export function operationRoutes(app: Application, { services, limiter }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "get",
      path: "/v1/operations/{id}",
      tags: ["Operations"],
      summary: "Where a write of one's own stands",
      ...signedInOnly,
      request: { params: z.object({ id: z.string() }) },
      responses: { 200: dataOf(operationSchema, "The operation"), ...failures(401, 404) },
    },
    [bearer(services)],
    async (context) => {
      const operation = await getOperation(services, contextOf(context), pathParameter(context, "id"));
      return success(context, operationView(operation, sentencesFor(context)));
    },
  );

  endpoint(
    app,
    {
      method: "post",
      path: "/v1/operations/{id}/signature",
      tags: ["Operations"],
      summary: "Sign a write of one's own with one's own wallet",
      ...signedInOnly,
      request: {
        params: z.object({ id: z.string() }),
        body: jsonOf(z.object({ signature: z.string() }), "Signature over typedData") as never,
      },
      responses: {
        200: dataOf(operationSchema, "Signed, and on chain"),
        ...accepted,
        ...failures(400, 401, 404, 409, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const id = pathParameter(context, "id");
      const operation = await signAct(services, contextOf(context), id, await readJson(context));
      return isDone(operation)
        ? success(context, operationView(operation, sentencesFor(context)))
        : acceptedOperation(context, operation);
    },
  );
}
