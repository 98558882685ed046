import { z } from "@hono/zod-openapi";
import type { Batch } from "../../../../domain/batches/batch.ts";
import { createBatch } from "../../../../domain/batches/create-batch.ts";
import { type BatchStory, getBatch } from "../../../../domain/batches/get-batch.ts";
import { isOwn } from "../../../../domain/batches/is-own.ts";
import { listBatches } from "../../../../domain/batches/list-batches.ts";
import { BATCH_SORTS } from "../../../../domain/batches/mirror.ts";
import { updateBatch } from "../../../../domain/batches/update-batch.ts";
import { withdrawBatch } from "../../../../domain/batches/withdraw-batch.ts";
import { listRevisions } from "../../../../domain/events/list-revisions.ts";
import { illOriginOf } from "../../../../domain/lineage/origins.ts";
import type { Operation } from "../../../../domain/operations/outbox.ts";
import type { Context } from "../../../../domain/services.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { conditionalJson, etagOf, mayChange } from "../../../http/conditional.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import { withoutShown } from "../../../http/shown.ts";
import type { RouteOptions } from "../../../options.ts";
import {
  accepted,
  changeHeaders,
  dataOf,
  failures,
  jsonOf,
  pageOf,
  pageQuery,
  signedInOnly,
  writeHeaders,
} from "../documentation.ts";
import { acceptedOperation, success, successOfWrite, successPage } from "../envelope.ts";
import { createdSchema, createSchema, detailSchema, listedSchema, revisionSchema, updateSchema } from "../schema.ts";
import { createdView, listedView, revisionView } from "../views/batch.ts";
import { detailView } from "../views/detail.ts";

const params = z.object({ traceId: z.string() });

const flag = (description: string) => z.enum(["true", "false"]).optional().openapi({ description });

/** What a change is conditional on: the batch's lines, whatever else its views tell. */
const stateOf = ({ head }: Batch) => head.slice(2);

/** A number of a line that no batch stands at. */
const NEVER = 0;

/** Batches: list, create, get, update, delete, and earlier descriptions. */
export function batchRoutes(app: Application, { services, limiter }: RouteOptions): void {
  const { publicUrl } = services.settings;

  /** A batch with all that is known of it, for whoever asks. */
  const told = async (asked: Context, story: BatchStory) => {
    const { batch } = story;
    const [illOrigin, held] = await Promise.all([illOriginOf(services, batch), isOwn(services, asked, batch)]);
    return { ...detailView(story, publicUrl, illOrigin), held };
  };

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/traces",
      tags: ["Traces"],
      summary: "List trace batches",
      ...signedInOnly,
      request: {
        query: pageQuery.extend({
          status: z.string().optional(),
          fromDate: z.string().optional(),
          toDate: z.string().optional(),
          hold: flag("Those that are on hold, or the others"),
          mine: flag("Those that were made or split off by the caller or for it, or the others"),
          held: flag("Those that the caller holds, or somebody whom it acts for; or the others"),
          offered: flag("Those that are offered to the caller, or the others"),
          party: flag("Those that the caller was admitted to as a party, or the others"),
          sortBy: z.enum(BATCH_SORTS).optional(),
          sortDir: z.enum(["asc", "desc"]).optional(),
        }),
      },
      responses: { 200: pageOf(listedSchema, "One page"), ...failures(401, 422, 429) },
    },
    [bearer(services), limiter.limit("search")],
    async (context) => {
      const page = await listBatches(services, contextOf(context), context.req.query());
      return successPage(context, page, (item) => listedView(item, publicUrl));
    },
  );

  endpoint(
    app,
    {
      method: "post",
      path: "/v1/traces",
      tags: ["Traces"],
      summary: "Create a trace batch",
      ...signedInOnly,
      request: { headers: writeHeaders, body: jsonOf(createSchema, "The batch") as never },
      responses: {
        201: dataOf(createdSchema, "Created, and on chain"),
        ...accepted,
        ...failures(400, 401, 403, 409, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const asked = contextOf(context);
      const written = await createBatch(services, asked, await readJson(context));
      return successOfWrite(context, written, (batch) => createdView(batch, publicUrl));
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/traces/{traceId}",
      tags: ["Traces"],
      summary: "Get a trace batch with all that is known of it",
      ...signedInOnly,
      request: { params },
      responses: { 200: dataOf(detailSchema, "The batch"), 304: { description: "Not changed" }, ...failures(401, 404) },
    },
    [bearer(services)],
    async (context) => {
      const asked = contextOf(context);
      const story = await getBatch(services, asked, pathParameter(context, "traceId"));
      return conditionalJson(context, { status: "success", data: await told(asked, story) }, stateOf(story.batch));
    },
  );

  endpoint(
    app,
    {
      method: "patch",
      path: "/v1/traces/{traceId}",
      tags: ["Traces"],
      summary: "Describe a trace batch anew: a new revision on chain",
      ...signedInOnly,
      request: { params, headers: changeHeaders, body: jsonOf(updateSchema, "What changes") as never },
      responses: {
        200: dataOf(detailSchema, "As it is now"),
        ...accepted,
        ...failures(400, 401, 403, 404, 409, 412, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const asked = contextOf(context);
      const traceId = pathParameter(context, "traceId");
      const body = await readJson(context);
      const before = await getBatch(services, asked, traceId);
      context.set("json", withoutShown(body, await told(asked, before)));
      const isConditional = context.req.header("if-match") !== undefined;
      const ifSeq = mayChange(context, stateOf(before.batch)) ? before.batch.seq : NEVER;
      const { operation, result } = await updateBatch(
        services,
        asked,
        traceId,
        body,
        isConditional ? ifSeq : undefined,
      );
      if (result === null) return acceptedOperation(context, operation as Operation);
      const story = { ...(await getBatch(services, asked, traceId)), batch: result.batch };
      const answer = { status: "success", data: await told(asked, story) };
      context.header("ETag", etagOf(JSON.stringify(answer), stateOf(result.batch)));
      return context.json(answer);
    },
  );

  endpoint(
    app,
    {
      method: "delete",
      path: "/v1/traces/{traceId}",
      tags: ["Traces"],
      summary: "Withdraw a trace batch: a tombstone on chain",
      ...signedInOnly,
      request: { params, headers: writeHeaders },
      responses: { 204: { description: "Withdrawn" }, ...accepted, ...failures(401, 403, 404, 409, 429) },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const written = await withdrawBatch(services, contextOf(context), pathParameter(context, "traceId"));
      return written.result === null ? acceptedOperation(context, written.operation) : context.body(null, 204);
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/traces/{traceId}/revisions",
      tags: ["Traces"],
      summary: "List every description that a trace batch ever had",
      ...signedInOnly,
      request: { params },
      responses: { 200: dataOf(z.array(revisionSchema), "The first one first"), ...failures(401, 404) },
    },
    [bearer(services)],
    async (context) => {
      const { revisions } = await listRevisions(services, contextOf(context), pathParameter(context, "traceId"));
      return success(context, revisions.map(revisionView));
    },
  );
}
