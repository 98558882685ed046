import { z } from "@hono/zod-openapi";
import { batchStatistics, PERIODS } from "../../../../domain/scans/batch-statistics.ts";
import { batchAnomalies } from "../../../../domain/scans/scan-anomalies.ts";
import { bearer } from "../../../http/authentication.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { sentencesFor } from "../../../http/language.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { dataOf, failures, signedInOnly } from "../documentation.ts";
import { success } from "../envelope.ts";
import { anomaliesSchema, statisticsSchema } from "../schema-statistics.ts";
import { anomaliesView, statisticsView } from "../views/statistics.ts";

const params = z.object({ traceId: z.string() });

/** Scan statistics of a batch, and anomalies among its scans. */
export function statisticsRoutes(app: Application, { services }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "get",
      path: "/v1/traces/{traceId}/statistics",
      tags: ["Statistics"],
      summary: "What was counted of a trace batch, for its custodian, its creator and regulators",
      description:
        "A period ends with `toDate`, else now, and has 1, 7, 30 or 365 days in UTC; `fromDate` can make it shorter. Countries are told by IP2Location LITE data available from https://lite.ip2location.com.",
      ...signedInOnly,
      request: {
        params,
        query: z.object({
          period: z.enum(PERIODS).default("all"),
          fromDate: z.string().optional(),
          toDate: z.string().optional(),
        }),
      },
      responses: { 200: dataOf(statisticsSchema, "The statistics"), ...failures(401, 403, 404, 422) },
    },
    [bearer(services)],
    async (context) => {
      const traceId = pathParameter(context, "traceId");
      return success(
        context,
        statisticsView(
          await batchStatistics(services, contextOf(context), traceId, context.req.query()),
          sentencesFor(context),
        ),
      );
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/traces/{traceId}/anomalies",
      tags: ["Statistics"],
      summary: "Signs that the code of a single item was copied",
      ...signedInOnly,
      request: { params },
      responses: { 200: dataOf(anomaliesSchema, "The anomalies"), ...failures(401, 403, 404) },
    },
    [bearer(services)],
    async (context) => {
      const traceId = pathParameter(context, "traceId");
      return success(
        context,
        anomaliesView(await batchAnomalies(services, contextOf(context), traceId), sentencesFor(context)),
      );
    },
  );
}
