import { z } from "@hono/zod-openapi";
import { cors } from "hono/cors";
import { DomainError, invalid } from "../../../../domain/errors.ts";
import { readAttachment } from "../../../../domain/verbs/read-attachment.ts";
import { storeAttachment } from "../../../../domain/verbs/store-attachment.ts";
import { bearer } from "../../../http/authentication.ts";
import { readBytes } from "../../../http/body.ts";
import { isFresh } from "../../../http/conditional.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application, RequestContext } from "../../../http/env.ts";
import { contentTypeOf, FILE_POLICY, ranged } from "../../../http/file.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { dataOf, failures, signedInOnly, writeHeaders } from "../documentation.ts";
import { success } from "../envelope.ts";
import { attachmentSchema } from "../schema.ts";
import { attachmentView } from "../views/attachment.ts";

/** Files: store, read. */
export function attachmentRoutes(app: Application, { services, limiter, attachmentLimit }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: "/v1/attachments",
      tags: ["Attachments"],
      summary: "Store a file",
      ...signedInOnly,
      request: {
        headers: writeHeaders,
        query: z.object({ restricted: z.enum(["true", "false"]).optional() }),
        body: { content: { "*/*": { schema: { type: "string", format: "binary" } } } },
      },
      responses: { 201: dataOf(attachmentSchema, "Stored"), ...failures(401, 410, 413, 415, 422, 429) },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const asked = contextOf(context);
      const file = {
        mediaType: context.req.header("content-type") ?? "",
        restricted: restrictedOf(context),
        bytes: await readBytes(context, attachmentLimit),
      };
      const info = await storeAttachment(services, asked, file);
      return success(context, attachmentView(info, services.settings.publicUrl), 201);
    },
  );

  app.use(
    "/v1/attachments/:sha256",
    cors({
      origin: "*",
      allowMethods: ["GET", "HEAD"],
      allowHeaders: ["Authorization", "If-None-Match", "Range"],
      exposeHeaders: ["ETag", "Content-Range"],
    }),
  );
  endpoint(
    app,
    {
      method: "get",
      path: "/v1/attachments/{sha256}",
      tags: ["Attachments"],
      summary: "Read a file by the SHA-256 of its content",
      request: { params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }) },
      responses: {
        200: { description: "The file", content: { "*/*": { schema: { type: "string", format: "binary" } } } },
        206: { description: "A part of it" },
        304: { description: "Not changed" },
        ...failures(403, 404, 410),
      },
    },
    [bearer(services, { optional: true })],
    async (context) => {
      const digits = pathParameter(context, "sha256");
      if (!/^[0-9a-f]{64}$/.test(digits)) throw new DomainError("not-found", "Attachment not found");
      const { info, bytes } = await readAttachment(services, contextOf(context), `0x${digits}`);
      const isPublic = info.visibility === "public";
      const headers = {
        "Content-Type": contentTypeOf(info.mediaType),
        "Content-Security-Policy": FILE_POLICY,
        "Cache-Control": isPublic ? "public, max-age=31536000, immutable" : "private, no-store",
        "Accept-Ranges": "bytes",
        ETag: `"${digits}"`,
      };
      if (isFresh(context, headers.ETag)) return context.body(null, 304, headers);
      return ranged(context, bytes, headers);
    },
  );
}

function restrictedOf(context: RequestContext): boolean {
  const value = context.req.query("restricted");
  if (value === undefined || value === "false") return false;
  if (value === "true") return true;
  throw invalid("restricted", "Restricted must be true or false");
}
