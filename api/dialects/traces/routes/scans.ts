import { z } from "@hono/zod-openapi";
import { findBatchByCodeOrThrow } from "../../../../domain/batches/find-batch-or-throw.ts";
import { countScan } from "../../../../domain/scans/count-scan.ts";
import { recordScanDuration } from "../../../../domain/scans/record-scan-duration.ts";
import { readJson } from "../../../http/body.ts";
import { clientOf } from "../../../http/client.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { dataOf, failures, jsonOf } from "../documentation.ts";
import { success } from "../envelope.ts";
import { durationSchema, scanSchema } from "../schema-statistics.ts";

/** A shop's customers share an address, and a page tells each time that it goes out of sight. */
const LIMIT = { points: 1200, seconds: 60 };
const SMALL = 1024;

/** Scans by clients that read only the proof, and how long a scan lasted. */
export function scanRoutes(app: Application, { services, limiter, trustedProxies }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: "/v1/traces/public/{batchCode}/scans",
      tags: ["Public"],
      summary: "Count a look at a batch",
      description:
        "For pages that show a batch by its proof, which is not counted. Whoever gets the journey is counted by that, and finds the scan's ID in its `Scan-Id` header.",
      request: { params: z.object({ batchCode: z.string() }) },
      responses: {
        200: dataOf(scanSchema, "Not counted: a program's, or one of too many"),
        201: dataOf(scanSchema, "Counted"),
        ...failures(404, 429),
      },
    },
    [],
    async (context) => {
      await limiter.countRoute(context, "scans", LIMIT);
      const batch = await findBatchByCodeOrThrow(services, pathParameter(context, "batchCode"));
      const counted = await limiter.counts(context, "look");
      const scanId = counted ? countScan(services, batch, clientOf(context, trustedProxies)) : null;
      return success(context, { scanId }, scanId === null ? 200 : 201);
    },
  );

  endpoint(
    app,
    {
      method: "post",
      path: "/v1/traces/public/{batchCode}/scans/{scanId}/duration",
      tags: ["Public"],
      summary: "Tell how long a look of the last two hours lasted; the longest that is told counts",
      request: {
        params: z.object({ batchCode: z.string(), scanId: z.string() }),
        body: jsonOf(durationSchema, "The duration") as never,
      },
      responses: { 204: { description: "Taken down" }, ...failures(400, 404, 413, 415, 422, 429) },
    },
    [],
    async (context) => {
      await limiter.countRoute(context, "scan-duration", LIMIT);
      const [code, scanId] = [pathParameter(context, "batchCode"), pathParameter(context, "scanId")];
      await recordScanDuration(services, code, scanId, await readJson(context, SMALL));
      return context.body(null, 204);
    },
  );
}
