import { z } from "@hono/zod-openapi";
import { LABEL_LANGUAGES, LABEL_LAYOUTS, LABELS_A_SHEET } from "../../../../domain/labels/label-sheets.ts";
import { MAXIMUM_COPIES, printLabels } from "../../../../domain/labels/print-labels.ts";
import { traceIdOf } from "../../../../domain/shared/identifiers.ts";
import { bearer } from "../../../http/authentication.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { failures, signedInOnly } from "../documentation.ts";

const SHEETS = LABEL_LAYOUTS.map((layout) => `\`${layout}\` has ${LABELS_A_SHEET[layout]} a sheet`).join(", ");

/** A batch's labels for printing. */
export function labelRoutes(app: Application, { services, limiter }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "get",
      path: "/v1/traces/{traceId}/labels.pdf",
      tags: ["Traces"],
      summary: "Print a trace batch's labels: sheets of A4 with its QR code, name, code, harvest date and producer",
      ...signedInOnly,
      request: {
        params: z.object({ traceId: z.string() }),
        query: z.object({
          language: z.enum(LABEL_LANGUAGES).optional().openapi({
            description: "In which language the label's words are: `both` if left out",
          }),
          layout: z.enum(LABEL_LAYOUTS).optional().openapi({ description: SHEETS }),
          copies: z.coerce.number().int().min(1).max(MAXIMUM_COPIES).optional().openapi({
            description: "How many labels; one full sheet if left out",
          }),
        }),
      },
      responses: {
        200: {
          description: "The sheets",
          content: { "application/pdf": { schema: z.string().openapi({ format: "binary" }) } },
        },
        ...failures(401, 404, 422, 429),
      },
    },
    // Drawing sheets costs more than other reads.
    [bearer(services), limiter.limit("write"), limiter.limit("print")],
    async (context) => {
      const traceId = pathParameter(context, "traceId");
      const { batch, pdf } = await printLabels(services, contextOf(context), traceId, context.req.query());
      return context.body(new Uint8Array(pdf), 200, {
        "Content-Type": "application/pdf",
        "Content-Disposition": `inline; filename="labels-${traceIdOf(batch.id)}.pdf"`,
      });
    },
  );
}
