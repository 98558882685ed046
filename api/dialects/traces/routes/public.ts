import { z } from "@hono/zod-openapi";
import { cors } from "hono/cors";
import { getProof } from "../../../../domain/batches/get-proof.ts";
import { publicJourney } from "../../../../domain/batches/public-journey.ts";
import { listAncestors } from "../../../../domain/lineage/list-ancestors.ts";
import { recallsOfCode, toldRecalls } from "../../../../domain/recalls/told-recalls.ts";
import { countScan } from "../../../../domain/scans/count-scan.ts";
import { invalid } from "../../../../domain/shared/errors.ts";
import { MOST_ANCESTORS, proofWithLineageSchema } from "../../../../proof/lineage-list.ts";
import { clientOf } from "../../../http/client.ts";
import { conditionalJson } from "../../../http/conditional.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { dataOf, described, failures } from "../documentation.ts";
import { publicSchema } from "../public-schema.ts";
import { toldRecallsSchema } from "../recall-schema.ts";
import { proofView } from "../views/proof.ts";
import { publicView } from "../views/public.ts";
import { toldRecallsView } from "../views/recall.ts";

const params = z.object({ batchCode: z.string() });
const scanHeaders = z.object({ "Scan-Id": z.uuid().optional() });

/** What anybody may read of a batch: its journey and the proof of it, from pages of any origin. */
export function publicRoutes(app: Application, { services, limiter, trustedProxies }: RouteOptions): void {
  const open = cors({
    origin: "*",
    allowMethods: ["GET", "HEAD"],
    allowHeaders: ["If-None-Match"],
    exposeHeaders: ["ETag", "Scan-Id"],
  });
  app.use("/v1/traces/public/:batchCode", open);
  app.use("/v1/traces/public/:batchCode/proof", open);
  app.use("/v1/traces/public/:batchCode/recalls", open);

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/traces/public/{batchCode}",
      tags: ["Public"],
      summary: "A batch's journey, by the code on its label",
      description:
        "Each GET is counted as a scan, unless it is a program's or of an address that looked 12,000 times within the hour; `Scan-Id` names it. Nothing that tells who asks is kept.",
      request: { params },
      responses: {
        200: { ...dataOf(publicSchema, "The journey"), headers: scanHeaders },
        304: { description: "Not changed", headers: scanHeaders },
        ...failures(404),
      },
    },
    [],
    async (context) => {
      const asked = pathParameter(context, "batchCode");
      const journey = await publicJourney(services, asked);
      const told = await toldRecalls(services, journey.batch);
      const data = publicView(journey, services.settings.publicUrl, asked, told);
      const answer = conditionalJson(context, { status: "success", data });
      // HEAD does not show the journey and is no scan; 304 shows what the client already has.
      if (context.req.method !== "GET" || !(await limiter.counts(context, "look"))) return answer;
      const scanId = countScan(services, journey.batch, clientOf(context, trustedProxies));
      if (scanId !== null) answer.headers.set("Scan-Id", scanId);
      return answer;
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/traces/public/{batchCode}/recalls",
      tags: ["Public"],
      summary:
        "What must be known of a batch before everything else: recalls that stand on it, or on what it was made of",
      request: { params },
      responses: {
        200: dataOf(toldRecallsSchema, "What must be known; nothing where the lists are empty"),
        304: { description: "Not changed" },
        ...failures(404),
      },
    },
    [],
    async (context) => {
      const told = await recallsOfCode(services, pathParameter(context, "batchCode"));
      return conditionalJson(context, { status: "success", data: toldRecallsView(told) });
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/traces/public/{batchCode}/proof",
      tags: ["Public"],
      summary: "Everything needed to verify a batch against the chain",
      request: {
        params,
        query: z.object({
          lineage: z
            .enum(["0", "1"])
            .optional()
            .openapi({
              description: `1: also what it was made of, near and far, ${MOST_ANCESTORS} at most; the proof of each is had by its own code`,
            }),
        }),
      },
      responses: {
        200: dataOf(described(proofWithLineageSchema), "The proof"),
        304: { description: "Not changed" },
        ...failures(404, 422, 429),
      },
    },
    [],
    async (context) => {
      const code = pathParameter(context, "batchCode");
      const asked = context.req.query("lineage") ?? "0";
      if (!["0", "1"].includes(asked)) throw invalid("lineage", "Lineage must be 0 or 1");
      const withLineage = asked === "1";
      if (withLineage) await limiter.countAddress(context, "search");
      const [proof, lineage] = await Promise.all([
        getProof(services, code),
        withLineage ? listAncestors(services, code, MOST_ANCESTORS) : undefined,
      ]);
      return conditionalJson(context, { status: "success", data: proofView(proof, services.settings, lineage) });
    },
  );
}
