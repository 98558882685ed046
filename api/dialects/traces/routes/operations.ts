import { z } from "@hono/zod-openapi";
import { getOperation } from "../../../../domain/verbs/get-operation.ts";
import { bearer } from "../../../http/authentication.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { dataOf, failures, signedInOnly } from "../documentation.ts";
import { success } from "../envelope.ts";
import { operationSchema } from "../schema.ts";
import { operationView } from "../views/operation.ts";

/** Writes on their way to the chain. */
export function operationRoutes(app: Application, { services }: RouteOptions): void {
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
      return success(context, operationView(operation));
    },
  );
}
