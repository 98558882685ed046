import { z } from "@hono/zod-openapi";
import { accepts } from "hono/accepts";
import type { Account } from "../../../../domain/accounts/account.ts";
import type { Operation } from "../../../../domain/operations/outbox.ts";
import { acknowledgeRecall } from "../../../../domain/recalls/acknowledge-recall.ts";
import { liftRecall } from "../../../../domain/recalls/lift-recall.ts";
import { listRecallOperations } from "../../../../domain/recalls/list-operations.ts";
import type { NewRecallItem, RecallItem } from "../../../../domain/recalls/ports.ts";
import { printRecall } from "../../../../domain/recalls/print-recall.ts";
import { listRecalls, readRecall, readWholeRecall, requirePage } from "../../../../domain/recalls/read-recall.ts";
import { recallBatch } from "../../../../domain/recalls/recall-batch.ts";
import type { Hex } from "../../../../domain/shared/hex.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application, RequestContext } from "../../../http/env.ts";
import { sentencesFor } from "../../../http/language.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { dataOf, failures, jsonOf, pageMeta, pageOf, pageQuery, signedInOnly, writeHeaders } from "../documentation.ts";
import { pageMetaOf, success, successPage } from "../envelope.ts";
import {
  acknowledgementInputSchema,
  liftInputSchema,
  listedRecallSchema,
  recallInputSchema,
  recallPreviewSchema,
  recallSchema,
} from "../recall-schema.ts";
import { operationSchema } from "../schema.ts";
import { csvOf } from "../views/csv.ts";
import { operationView } from "../views/operation.ts";
import {
  listedRecallView,
  outsiderView,
  previewView,
  recallView,
  recipientsView,
  reportView,
} from "../views/recall.ts";
import { recallRows } from "../views/recall-sheet.ts";
import { xlsxOf } from "../views/xlsx.ts";

const params = z.object({ recallId: z.string() });
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const SHEETS = {
  csv: { mediaType: "text/csv; charset=utf-8", write: async (rows: Parameters<typeof csvOf>[0]) => csvOf(rows) },
  xlsx: { mediaType: XLSX, write: async (rows: Parameters<typeof csvOf>[0]) => (await xlsxOf(rows)).slice() },
} as const;

const HTML = "text/html";
const FORMATS = ["json", "csv", "xlsx", "html"] as const;
type Format = (typeof FORMATS)[number];
const BY_TYPE: Readonly<Record<string, Format>> = { "text/csv": "csv", [XLSX]: "xlsx", [HTML]: "html" };

/** What was asked for by name, else by `Accept`. */
function formatOf(context: RequestContext): Format {
  const asked = FORMATS.find((format) => format === context.req.query("format"));
  if (asked) return asked;
  const preferred = accepts(context, {
    header: "Accept",
    supports: ["application/json", ...Object.keys(BY_TYPE)],
    default: "application/json",
  });
  return BY_TYPE[preferred] ?? "json";
}

const ofRecall = jsonOf(
  z.object({ status: z.literal("success"), data: recallSchema, meta: pageMeta }),
  "The recall with one page of its batches",
);
const refusals = failures(400, 401, 403, 404, 409, 413, 415, 422, 429);

/** Recalling batches and what was made of them: preview, recall, list, read, acknowledge, lift. */
export function recallRoutes(app: Application, { services, limiter, privatePage }: RouteOptions): void {
  const accountsOf = (items: readonly (NewRecallItem & Partial<RecallItem>)[]): Promise<ReadonlyMap<Hex, Account>> =>
    services.accounts.byAddresses([...new Set(items.flatMap(({ holder, custodian = holder }) => [holder, custodian]))]);

  /** A recall with the page of its batches that was asked for, and the acts that were. */
  const told = async (
    context: RequestContext,
    id: string,
    operations?: readonly Operation[],
    status: 200 | 201 = 200,
  ) => {
    const say = sentencesFor(context);
    const { page, ...shown } = await readRecall(services, contextOf(context), id, context.req.query());
    const view = recallView(shown, page.items, await accountsOf(page.items));
    const acts = operations?.map((operation) => operationView(operation, say));
    const report = shown.report && {
      report: reportView(shown.report),
      outsiders: shown.outsiders.map(outsiderView),
    };
    return context.json(
      { status: "success", data: { ...view, ...report, ...(acts && { operations: acts }) }, meta: pageMetaOf(page) },
      status,
    );
  };

  endpoint(
    app,
    {
      method: "post",
      path: "/v1/traces/{traceId}/recall",
      tags: ["Recalls"],
      summary: "Recall a trace batch and what was made of it, or tell what that would reach",
      ...signedInOnly,
      request: {
        params: z.object({ traceId: z.string() }),
        headers: writeHeaders,
        body: jsonOf(recallInputSchema, "Why, how far, and what is to be done") as never,
      },
      responses: {
        200: dataOf(recallPreviewSchema, "What would be reached: nothing was done"),
        201: { ...ofRecall, description: "Recalled; `operations` tell how each act stands" },
        ...refusals,
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const asked = contextOf(context);
      requirePage(context.req.query());
      const outcome = await recallBatch(services, asked, pathParameter(context, "traceId"), await readJson(context));
      if ("preview" in outcome) {
        const { preview, recipients } = outcome;
        const known = await services.accounts.byAddresses(recipients.items.flatMap(({ account }) => account ?? []));
        return success(context, {
          ...previewView(preview, await accountsOf(preview.items)),
          ...recipientsView(recipients, known),
        });
      }
      return told(context, outcome.recall.id, outcome.operations, 201);
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/recalls",
      tags: ["Recalls"],
      summary: "List the recalls that one began, or of which one holds batches; all for regulators and inspectors",
      ...signedInOnly,
      request: { query: pageQuery.omit({ search: true }) },
      responses: { 200: pageOf(listedRecallSchema, "One page, the latest first"), ...failures(401, 422) },
    },
    [bearer(services)],
    async (context) => {
      const page = await listRecalls(services, contextOf(context), context.req.query());
      return successPage(context, page, listedRecallView);
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/recalls/{recallId}",
      tags: ["Recalls"],
      summary: "A recall with its batches and what their holders said",
      ...signedInOnly,
      request: {
        params,
        query: pageQuery.omit({ search: true }).extend({
          limit: pageQuery.shape.limit.default(100),
          format: z.enum(FORMATS).optional().openapi({
            description:
              "`json` (default), a sheet of all batches as `csv` or `xlsx`, or a page to print as `html`; or by `Accept`",
          }),
          lang: z.enum(["en", "zh"]).optional().openapi({ description: "The language of the page to print" }),
        }),
      },
      responses: {
        200: {
          ...ofRecall,
          content: {
            ...ofRecall.content,
            "text/csv": { schema: z.string() },
            [XLSX]: { schema: z.string().openapi({ format: "binary" }) },
            [HTML]: { schema: z.string() },
          },
        },
        ...failures(401, 404, 422),
      },
    },
    [bearer(services)],
    async (context) => {
      const id = pathParameter(context, "recallId");
      const format = formatOf(context);
      if (format === "json") return told(context, id);
      if (format === "html") {
        const recall = await printRecall(services, contextOf(context), id);
        return privatePage(context, "/recall", { recall, address: services.settings.publicUrl });
      }
      const shown = await readWholeRecall(services, contextOf(context), id);
      const { mediaType, write } = SHEETS[format];
      return context.body(await write(recallRows(shown.items, await accountsOf(shown.items))), 200, {
        "content-type": mediaType,
        "content-disposition": `attachment; filename="${shown.recall.id}.${format}"`,
      });
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/recalls/{recallId}/operations",
      tags: ["Recalls"],
      summary: "The acts that mark or lift the batches of a recall that one began: a wallet has each to sign",
      ...signedInOnly,
      request: { params, query: pageQuery.omit({ search: true }) },
      responses: { 200: pageOf(operationSchema, "One page, as they were asked for"), ...failures(401, 403, 404, 422) },
    },
    [bearer(services)],
    async (context) => {
      const say = sentencesFor(context);
      const id = pathParameter(context, "recallId");
      const page = await listRecallOperations(services, contextOf(context), id, context.req.query());
      return successPage(context, page, (operation) => operationView(operation, say));
    },
  );

  endpoint(
    app,
    {
      method: "post",
      path: "/v1/recalls/{recallId}/acknowledgements",
      tags: ["Recalls"],
      summary: "Say what one found of a recalled batch that one holds or held",
      ...signedInOnly,
      request: { params, body: jsonOf(acknowledgementInputSchema, "What was found, and done with it") as never },
      responses: { 201: { ...ofRecall, description: "The recall with what was said" }, ...refusals },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const id = pathParameter(context, "recallId");
      requirePage(context.req.query());
      const recall = await acknowledgeRecall(services, contextOf(context), id, await readJson(context));
      return told(context, recall.id, undefined, 201);
    },
  );

  endpoint(
    app,
    {
      method: "post",
      path: "/v1/recalls/{recallId}/lift",
      tags: ["Recalls"],
      summary: "Lift a recall that one began",
      ...signedInOnly,
      request: { params, headers: writeHeaders, body: jsonOf(liftInputSchema, "Why it is over") as never },
      responses: { 200: { ...ofRecall, description: "Lifted; `operations` tell how each act stands" }, ...refusals },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const id = pathParameter(context, "recallId");
      requirePage(context.req.query());
      const lifted = await liftRecall(services, contextOf(context), id, await readJson(context));
      return told(context, lifted.recall.id, lifted.operations);
    },
  );
}
