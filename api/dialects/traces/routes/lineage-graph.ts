import { z } from "@hono/zod-openapi";
import { readLineage, readPublicLineage, type ShownLineage } from "../../../../domain/lineage/read-lineage.ts";
import { bearer } from "../../../http/authentication.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application, RequestContext } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { dataOf, failures, signedInOnly } from "../documentation.ts";
import { success } from "../envelope.ts";
import { lineageSchema } from "../lineage-schema.ts";
import { lineageCsv, lineageDot, lineageView } from "../views/lineage-graph.ts";

const FORMATS = {
  json: { mediaType: "application/json" },
  csv: { mediaType: "text/csv", extension: "csv", write: lineageCsv },
  dot: { mediaType: "text/vnd.graphviz", extension: "gv", write: lineageDot },
} as const;

const depth = z.string().optional().openapi({ description: "How many steps to go, from 1; all if left out" });
const format = z
  .enum(["json", "csv", "dot"])
  .optional()
  .openapi({ description: "`json` (default), `csv`, or `dot` for Graphviz; or by `Accept`" });
const answers = {
  200: {
    ...dataOf(lineageSchema, "Each batch once, and what went into which"),
    content: {
      ...dataOf(lineageSchema, "").content,
      "text/csv": { schema: z.string() },
      "text/vnd.graphviz": { schema: z.string() },
    },
  },
};

/** What a batch was made of, and what became of it. */
export function lineageGraphRoutes(app: Application, { services, limiter }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "get",
      path: "/v1/traces/{traceId}/lineage",
      tags: ["Lineage"],
      summary: "What a trace batch was made of, and what became of it",
      ...signedInOnly,
      request: {
        params: z.object({ traceId: z.string() }),
        query: z.object({ direction: z.enum(["up", "down", "both"]).optional(), depth, format }),
      },
      responses: { ...answers, ...failures(401, 404, 422, 429) },
    },
    [bearer(services), limiter.limit("search")],
    async (context) => {
      const traceId = pathParameter(context, "traceId");
      return answer(context, await readLineage(services, contextOf(context), traceId, context.req.query()));
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/traces/public/{batchCode}/lineage",
      tags: ["Public"],
      summary: "What a batch was made of, as far as that is public, and how many batches were made of it",
      request: { params: z.object({ batchCode: z.string() }), query: z.object({ depth, format }) },
      responses: { ...answers, ...failures(404, 422, 429) },
    },
    [limiter.limit("search")],
    async (context) => {
      const code = pathParameter(context, "batchCode");
      return answer(context, await readPublicLineage(services, code, context.req.query()));
    },
  );
}

function answer(context: RequestContext, lineage: ShownLineage): Response {
  const asked = context.req.query("format") || byAccept(context.req.header("accept") ?? "");
  const format = asked === "csv" || asked === "dot" ? FORMATS[asked] : undefined;
  if (!format) return success(context, lineageView(lineage));
  // A code has no quotation mark that could end the name: it is encoded.
  const name = `${encodeURIComponent(lineage.root.code)}.${format.extension}`;
  return context.body(format.write(lineage), 200, {
    "content-type": `${format.mediaType}; charset=utf-8`,
    "content-disposition": `attachment; filename*=UTF-8''${name}`,
  });
}

const byAccept = (accept: string) =>
  (["csv", "dot"] as const).find((name) =>
    accept.split(",").some((one) => one.trim().startsWith(FORMATS[name].mediaType)),
  );
