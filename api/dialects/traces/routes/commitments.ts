import { z } from "@hono/zod-openapi";
import { cors } from "hono/cors";
import { findCommitment, listCommitments, searchCommitments } from "../../../../domain/commitments/find-commitment.ts";
import { issueCommitment } from "../../../../domain/commitments/issue-commitment.ts";
import { readCommitment } from "../../../../domain/commitments/read-commitment.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { conditionalJson, isFresh } from "../../../http/conditional.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { commitmentInputSchema, commitmentSchema } from "../commitment-schema.ts";
import { accepted, dataOf, failures, jsonOf, pageOf, pageQuery, signedInOnly, writeHeaders } from "../documentation.ts";
import { success, successOfWrite, successPage } from "../envelope.ts";
import { commitmentView } from "../views/commitment.ts";

/** Below this, commitment certificates are downloaded. */
export const COMMITMENTS_PREFIX = "/commitments";

const PATH = "/v1/traces/{traceId}/commitments";
const TAGS = ["Commitment certificates (承诺达标合格证)"];
const params = z.object({ traceId: z.string() });

/** Commitment certificates: issue, list, search; read and download by number, for anybody. */
export function commitmentRoutes(app: Application, options: RouteOptions): void {
  ownRoutes(app, options);
  publicCommitmentRoutes(app, options);
}

function ownRoutes(app: Application, { services, limiter }: RouteOptions): void {
  const { publicUrl } = services.settings;

  endpoint(
    app,
    {
      method: "post",
      path: PATH,
      tags: TAGS,
      summary:
        "Issue a commitment certificate for a trace batch that one holds: a PDF and a label, and a line on chain",
      description:
        "422 names every field that is missing, 409 says why none is issued: the batch is recalled, or failed an inspection. Issue it anew after goods were divided or mixed, naming those that were collected with them.",
      ...signedInOnly,
      request: { params, headers: writeHeaders, body: jsonOf(commitmentInputSchema, "The certificate") as never },
      responses: {
        201: dataOf(commitmentSchema, "Issued, and on chain"),
        ...accepted,
        ...failures(400, 401, 403, 404, 409, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write"), limiter.limit("print")],
    async (context) => {
      const traceId = pathParameter(context, "traceId");
      const written = await issueCommitment(services, contextOf(context), traceId, await readJson(context));
      return successOfWrite(context, written, (standing) => commitmentView(standing, publicUrl));
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: PATH,
      tags: TAGS,
      summary: "List the commitment certificates of a trace batch",
      ...signedInOnly,
      request: { params },
      responses: { 200: dataOf(z.array(commitmentSchema), "The first one first"), ...failures(401, 404) },
    },
    [bearer(services)],
    async (context) => {
      const standings = await listCommitments(services, contextOf(context), pathParameter(context, "traceId"));
      return success(
        context,
        standings.map((standing) => commitmentView(standing, publicUrl)),
      );
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/commitments",
      tags: TAGS,
      summary: "Search commitment certificates: by number, product, place, who promised, or batch code",
      ...signedInOnly,
      request: { query: pageQuery },
      responses: { 200: pageOf(commitmentSchema, "One page, the latest first"), ...failures(401, 422, 429) },
    },
    [bearer(services), limiter.limit("search")],
    async (context) => {
      const page = await searchCommitments(services, contextOf(context), context.req.query());
      return successPage(context, page, (standing) => commitmentView(standing, publicUrl));
    },
  );
}

function publicCommitmentRoutes(app: Application, { services }: RouteOptions): void {
  const { publicUrl } = services.settings;
  const open = cors({
    origin: "*",
    allowMethods: ["GET", "HEAD"],
    allowHeaders: ["If-None-Match"],
    exposeHeaders: ["ETag"],
  });
  const answers = {
    200: dataOf(commitmentSchema, "The certificate, and how it stands"),
    304: { description: "Not changed" },
    ...failures(404),
  };
  app.use("/v1/commitments/:number", open);
  app.use(`${COMMITMENTS_PREFIX}/:file`, open);

  for (const [path, fields] of [
    ["/v1/commitments/{number}", z.object({ number: z.string() })],
    [`${PATH}/{number}`, params.extend({ number: z.string() })],
  ] as const) {
    endpoint(
      app,
      {
        method: "get",
        path,
        tags: TAGS,
        summary: "Read a commitment certificate by its number",
        request: { params: fields },
        responses: answers,
      },
      [],
      async (context) => {
        const number = pathParameter(context, "number");
        const standing = await findCommitment(services, number, context.req.param("traceId"));
        return conditionalJson(context, { status: "success", data: commitmentView(standing, publicUrl) });
      },
    );
  }

  endpoint(
    app,
    {
      method: "get",
      path: `${COMMITMENTS_PREFIX}/{file}`,
      tags: TAGS,
      summary: "Download a commitment certificate's PDF: its number, and .pdf",
      request: { params: z.object({ file: z.string() }) },
      responses: {
        200: {
          description: "The PDF",
          content: { "application/pdf": { schema: { type: "string", format: "binary" } } },
        },
        304: { description: "Not changed" },
        ...failures(404, 410),
      },
    },
    [],
    async (context) => {
      const number = pathParameter(context, "file").replace(/\.pdf$/, "");
      const { commitment, bytes } = await readCommitment(services, number);
      const headers = {
        "Content-Type": "application/pdf",
        "Content-Disposition": `inline; filename="${commitment.drawn.number}.pdf"`,
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "public, no-cache",
        ETag: `"${commitment.drawn.sha256.slice(2)}"`,
      };
      return isFresh(context, headers.ETag)
        ? context.body(null, 304, headers)
        : context.body(bytes.slice(), 200, headers);
    },
  );
}
