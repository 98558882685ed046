import { z } from "@hono/zod-openapi";
import { cors } from "hono/cors";
import { announceUpload } from "../../../../domain/uploads/announce-upload.ts";
import { completeUpload } from "../../../../domain/uploads/complete-upload.ts";
import { getUpload } from "../../../../domain/uploads/get-upload.ts";
import { receivePart } from "../../../../domain/uploads/receive-part.ts";
import { bearer } from "../../../http/authentication.ts";
import { readChunks, readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application, RequestContext } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { dataOf, failures, jsonOf, signedInOnly, writeHeaders } from "../documentation.ts";
import { success } from "../envelope.ts";
import { attachmentSchema, uploadCompletionSchema, uploadRequestSchema, uploadSchema } from "../upload-schema.ts";
import { attachmentView } from "../views/attachment.ts";
import { uploadProgressView, uploadView } from "../views/upload.ts";

const idParameter = z.object({ id: z.string() });

/** Uploads: announce, send, complete. */
export function uploadRoutes(app: Application, options: RouteOptions): void {
  announceRoute(app, options);
  progressRoute(app, options);
  partRoute(app, options);
  completeRoute(app, options);
}

function announceRoute(app: Application, { services, limiter, uploadLimit }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: "/v1/uploads",
      tags: ["Attachments"],
      summary: "Announce a file, and get presigned URLs to bring it to",
      description: "A file of up to 64 MiB has one part; a larger one comes in parts of 16 MiB, in any order.",
      ...signedInOnly,
      request: { headers: writeHeaders, body: jsonOf(uploadRequestSchema, "The file") as never },
      responses: {
        201: dataOf(uploadSchema, "Where to bring it within the hour"),
        ...failures(400, 401, 403, 409, 410, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const offered = await announceUpload(services, contextOf(context), await readJson(context), uploadLimit);
      return success(context, uploadView(offered, services.settings.publicUrl), 201);
    },
  );
}

function progressRoute(app: Application, { services }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "get",
      path: "/v1/uploads/{id}",
      tags: ["Attachments"],
      summary: "Where an upload of one's own stands, with new URLs to go on with it",
      ...signedInOnly,
      request: { params: idParameter },
      responses: { 200: dataOf(uploadSchema, "The upload"), ...failures(401, 404) },
    },
    [bearer(services)],
    async (context) => {
      const progress = await getUpload(services, contextOf(context), pathParameter(context, "id"));
      return success(context, uploadProgressView(progress, services.settings.publicUrl));
    },
  );
}

function partRoute(app: Application, { services }: RouteOptions): void {
  // Pages of other origins may upload files: the address alone authorises it.
  app.use(
    "/v1/uploads/:id/parts/:number",
    cors({ origin: "*", allowMethods: ["PUT"], allowHeaders: ["Content-Type"] }),
  );
  endpoint(
    app,
    {
      method: "put",
      path: "/v1/uploads/{id}/parts/{number}",
      tags: ["Attachments"],
      summary: "Bring a part of a file to its presigned URL",
      description:
        "Needs no token: the URL is signed for this part's size, the file's type and digest, and an hour. Where files lie in an S3 storage, presigned URLs lead there instead.",
      request: {
        params: z.object({ id: z.string(), number: z.string() }),
        query: z.object({
          sha256: z.string(),
          size: z.string(),
          type: z.string(),
          expires: z.string(),
          signature: z.string(),
        }),
        body: { required: true, content: { "*/*": { schema: { type: "string", format: "binary" } } } },
      },
      responses: {
        200: dataOf(z.object({ number: z.int() }), "Received"),
        ...failures(403, 409, 410, 413, 415, 422, 429),
      },
    },
    // No limit on writes: an address is valid for one part only, and the number of addresses is limited.
    [],
    async (context) => {
      const length = context.req.header("content-length");
      const number = pathParameter(context, "number");
      await receivePart(services, {
        uploadId: pathParameter(context, "id"),
        number,
        query: context.req.query(),
        mediaType: context.req.header("content-type") ?? "",
        length: length === undefined ? null : Number(length),
        read: (limit) => readChunks(context, limit),
      });
      return success(context, { number: Number(number) });
    },
  );
}

function completeRoute(app: Application, { services, limiter }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: "/v1/uploads/{id}/complete",
      tags: ["Attachments"],
      summary: "Make an attachment of an upload, once its digest was checked",
      ...signedInOnly,
      request: {
        headers: writeHeaders,
        params: idParameter,
        body: { ...jsonOf(uploadCompletionSchema, "How the storage acknowledged the parts"), required: false } as never,
      },
      responses: {
        201: dataOf(attachmentSchema, "Stored"),
        ...failures(400, 401, 404, 409, 410, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const id = pathParameter(context, "id");
      const info = await completeUpload(services, contextOf(context), id, await optionalJson(context));
      return success(context, attachmentView(info, services.settings.publicUrl), 201);
    },
  );
}

/** A body that may be left out. */
async function optionalJson(context: RequestContext): Promise<unknown> {
  const absent = context.req.header("content-type") === undefined && !Number(context.req.header("content-length") ?? 0);
  return absent ? {} : readJson(context);
}
