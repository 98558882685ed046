import { z } from "@hono/zod-openapi";
import { cors } from "hono/cors";
import { attachmentUrl } from "../../../../domain/files/attachments.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { findArrival } from "../../../../domain/uploads/find-arrival.ts";
import { receiveUpload } from "../../../../domain/uploads/receive-upload.ts";
import { requestUpload } from "../../../../domain/uploads/request-upload.ts";
import { bearer } from "../../../http/authentication.ts";
import { announcedSize, readBytes, readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { bodyOf, failures, jsonOf, keyHeader, signedInOnly } from "../documentation.ts";
import { uploadOf } from "../map.ts";
import { fileSchema, uploadRequestSchema, uploadSchema } from "../schema.ts";

const PATH = "/uploads/{file}";

/** Uploads: getting an address for a file, and sending it there. */
export function uploadRoutes(app: Application, { services, limiter, attachmentLimit }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: "/upload",
      tags: ["Inspection"],
      summary: "Get a presigned URL for one file",
      ...signedInOnly,
      request: { headers: keyHeader, ...bodyOf(uploadRequestSchema) },
      responses: {
        200: jsonOf(uploadSchema, "Where to bring it within fifteen minutes"),
        ...failures(400, 401, 403, 409, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const body = uploadOf(await readJson(context));
      const { grant, url, fileUrl } = await requestUpload(services, contextOf(context), body, attachmentLimit);
      return context.json({
        upload_url: url,
        method: "PUT",
        headers: { "Content-Type": grant.mediaType },
        file_url: fileUrl,
        expires_at: isoTime(grant.expiresAt),
      });
    },
  );

  // Pages of other origins may upload files: the address alone authorises it.
  app.use("/uploads/:file", cors({ origin: "*", allowMethods: ["GET", "PUT"], allowHeaders: ["Content-Type"] }));
  endpoint(
    app,
    {
      method: "get",
      path: PATH,
      tags: ["Inspection"],
      summary: "Where the file is that was brought to a presigned URL for any file",
      request: { params: z.object({ file: z.string().regex(/^[0-9a-f]{32}$/) }) },
      responses: {
        200: jsonOf(fileSchema.pick({ file_url: true, sha256: true }), "Where it is, to who accepts JSON alone"),
        302: { description: "To the file by its SHA-256" },
        ...failures(404, 429),
      },
    },
    [],
    async (context) => {
      const sha256 = await findArrival(services, pathParameter(context, "file"));
      const fileUrl = attachmentUrl(services.settings.publicUrl, sha256);
      context.header("Vary", "Accept", { append: true });
      const isProgram = /^application\/json\b/i.test(context.req.header("accept") ?? "");
      if (isProgram) return context.json({ file_url: fileUrl, sha256: sha256.slice(2) });
      return context.redirect(fileUrl, 302);
    },
  );

  endpoint(
    app,
    {
      method: "put",
      path: PATH,
      tags: ["Inspection"],
      summary: "Bring a file to its presigned URL",
      description: "Needs no token: the URL is signed, for this file and fifteen minutes.",
      request: {
        params: z.object({
          file: z.string().openapi({ description: "The file's SHA-256, or a name where that is not known yet" }),
        }),
        query: z.object({
          account: z.string(),
          size: z.string().optional(),
          type: z.string(),
          restricted: z.enum(["true", "false"]),
          expires: z.string(),
          signature: z.string(),
        }),
        body: { required: true, content: { "*/*": { schema: { type: "string", format: "binary" } } } },
      },
      responses: { 200: jsonOf(fileSchema, "Stored"), ...failures(403, 409, 410, 413, 415, 422, 429) },
    },
    [limiter.limit("write")],
    async (context) => {
      const info = await receiveUpload(services, {
        name: pathParameter(context, "file"),
        query: context.req.query(),
        mediaType: context.req.header("content-type") ?? "",
        size: announcedSize(context, attachmentLimit),
        read: (limit) => readBytes(context, limit),
      });
      const file = {
        file_url: attachmentUrl(services.settings.publicUrl, info.sha256),
        sha256: info.sha256.slice(2),
        size: info.size,
        content_type: info.mediaType,
      };
      return context.json(file, 200, { ETag: `"${file.sha256}"` });
    },
  );
}
