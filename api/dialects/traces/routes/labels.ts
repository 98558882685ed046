import { z } from "@hono/zod-openapi";
import { printCommitmentLabels } from "../../../../domain/commitments/print-commitment-labels.ts";
import { LABEL_LANGUAGES, LABEL_LAYOUTS, LABELS_A_SHEET } from "../../../../domain/labels/label-sheets.ts";
import { MAXIMUM_COPIES, printLabels } from "../../../../domain/labels/print-labels.ts";
import { MOST_PART_LABELS, printPartLabels } from "../../../../domain/labels/print-part-labels.ts";
import { invalid } from "../../../../domain/shared/errors.ts";
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
          parts: z
            .string()
            .optional()
            .openapi({
              description: `\`all\`: the labels of the batch's parts, one of each unless \`copies\` says more; or of those alone that some of its lines split off, by the lines' numbers with commas between. ${MOST_PART_LABELS} labels at most`,
            }),
          copies: z.coerce.number().int().min(1).max(MAXIMUM_COPIES).optional().openapi({
            description: "How many labels; one full sheet if left out, one of each part",
          }),
          commitment: z.enum(["0", "1"]).optional().openapi({
            description:
              "1: labels that carry the batch's commitment certificate, with the words 承诺达标合格证 beside the code; 409 where none stands",
          }),
        }),
      },
      responses: {
        200: {
          description: "The sheets",
          content: { "application/pdf": { schema: z.string().openapi({ format: "binary" }) } },
        },
        ...failures(401, 404, 409, 422, 429),
      },
    },
    // Drawing sheets costs more than other reads.
    [bearer(services), limiter.limit("write"), limiter.limit("print")],
    async (context) => {
      const traceId = pathParameter(context, "traceId");
      const { commitment, ...asked } = context.req.query();
      if (!["0", "1", undefined].includes(commitment)) throw invalid("commitment", "Commitment must be 0 or 1");
      if (commitment === "1" && asked.parts) throw invalid("parts", "A commitment certificate is of one batch alone");
      const print = commitment === "1" ? printCommitmentLabels : asked.parts ? printPartLabels : printLabels;
      const { batch, pdf } = await print(services, contextOf(context), traceId, asked);
      return context.body(new Uint8Array(pdf), 200, {
        "Content-Type": "application/pdf",
        "Content-Disposition": `inline; filename="labels-${traceIdOf(batch.id)}.pdf"`,
      });
    },
  );
}
