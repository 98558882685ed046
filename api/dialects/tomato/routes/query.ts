import { z } from "@hono/zod-openapi";
import { invalid } from "../../../../domain/shared/errors.ts";
import { queryTomato } from "../../../../domain/tomatoes/query-tomato.ts";
import { conditionalJson } from "../../../http/conditional.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { failures, jsonOf } from "../documentation.ts";
import { tomatoView } from "../map.ts";
import { tomatoSchema } from "../schema.ts";

const parameters = z.object({ tomato_id: z.string() });
const documented = { method: "get" as const, tags: ["Tomato"], summary: "What is known of a tomato" };

/** A tomato, by path or by query: for anybody. */
export function queryRoutes(app: Application, { services }: RouteOptions): void {
  const responses = { 200: jsonOf(tomatoSchema, "The tomato"), ...failures(404, 429) };
  endpoint(
    app,
    { ...documented, path: "/tomato/{tomato_id}", request: { params: parameters }, responses },
    [],
    async (context) =>
      conditionalJson(context, tomatoView(await queryTomato(services, pathParameter(context, "tomato_id")))),
  );

  endpoint(
    app,
    {
      ...documented,
      path: "/query-tomato",
      request: { query: parameters },
      responses: { ...responses, ...failures(400) },
    },
    [],
    async (context) => {
      const [tomatoId = "", ...others] = context.req.queries("tomato_id") ?? [];
      if (tomatoId === "") throw invalid("tomato_id", "Tomato ID is required");
      if (others.length > 0) throw invalid("tomato_id", "Tomato ID must be given once");
      return conditionalJson(context, tomatoView(await queryTomato(services, tomatoId)));
    },
  );
}
