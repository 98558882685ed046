import { z } from "@hono/zod-openapi";
import { cors } from "hono/cors";
import { readAttachment } from "../../../../domain/files/read-attachment.ts";
import { signAttachmentUrl } from "../../../../domain/files/sign-attachment-url.ts";
import { storeAttachment } from "../../../../domain/files/store-attachment.ts";
import { DomainError, invalid } from "../../../../domain/shared/errors.ts";
import type { Hex } from "../../../../domain/shared/hex.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { bearer } from "../../../http/authentication.ts";
import { isFresh } from "../../../http/conditional.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application, RequestContext } from "../../../http/env.ts";
import { contentTypeOf, ERASABLE, FILE_POLICY, ranged } from "../../../http/file.ts";
import { sentBody } from "../../../http/multipart.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { dataOf, failures, signedInOnly, writeHeaders } from "../documentation.ts";
import { success } from "../envelope.ts";
import { attachmentSchema } from "../upload-schema.ts";
import { attachmentView } from "../views/attachment.ts";

const sha256Parameter = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/** Files: store, read. */
export function attachmentRoutes(app: Application, { services, limiter, attachmentLimit }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: "/v1/attachments",
      tags: ["Attachments"],
      summary: "Store a file",
      description:
        "The body is the file, or a form (`multipart/form-data`) with one file in a field of any name, and `restricted` where it is withheld.",
      ...signedInOnly,
      request: {
        headers: writeHeaders,
        query: z.object({ restricted: z.enum(["true", "false"]).optional() }),
        body: {
          content: {
            "*/*": { schema: { type: "string", format: "binary" } },
            "multipart/form-data": {
              schema: z.object({
                file: z.string().openapi({ format: "binary" }),
                restricted: z.enum(["true", "false"]).optional(),
              }),
            },
          },
        },
      },
      responses: {
        201: dataOf(attachmentSchema, "Stored"),
        ...failures(400, 401, 403, 409, 410, 413, 415, 422, 429, 503),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const { size, read } = sentBody(context, attachmentLimit);
      const restricted = restrictedOf(context.req.query("restricted"));
      const info = await storeAttachment(services, contextOf(context), {
        size,
        read: async () => {
          const { fields, ...file } = await read();
          return { ...file, restricted: restricted || restrictedOf(fields.restricted) };
        },
        restricted,
      });
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
      description: "A restricted one by a token or by a signed URL.",
      request: {
        params: sha256Parameter,
        query: z.object({ expires: z.string().optional(), signature: z.string().optional() }),
      },
      responses: {
        200: { description: "The file", content: { "*/*": { schema: { type: "string", format: "binary" } } } },
        206: { description: "A part of it" },
        304: { description: "Not changed" },
        ...failures(401, 403, 404, 410, 416),
      },
    },
    [bearer(services, { optional: true })],
    async (context) => {
      const sha256 = sha256Of(context);
      const file = await readAttachment(services, contextOf(context), sha256, context.req.query());
      const { info } = file;
      const whole = { size: info.size, open: file.open };
      const isPublic = info.visibility === "public";
      const headers = {
        "Content-Type": await contentTypeOf(info, whole),
        "Content-Security-Policy": FILE_POLICY,
        "Cache-Control": isPublic ? ERASABLE : "private, no-store",
        "Accept-Ranges": "bytes",
        ETag: `"${sha256.slice(2)}"`,
      };
      if (isFresh(context, headers.ETag)) return context.body(null, 304, headers);
      return ranged(context, whole, headers);
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/attachments/{sha256}/url",
      tags: ["Attachments"],
      summary: "Get a URL that opens a file for five minutes without a token",
      description: "Whoever may read the file may have one, and hand it on.",
      ...signedInOnly,
      request: { params: sha256Parameter },
      responses: {
        200: dataOf(z.object({ url: z.url(), expiresAt: z.iso.datetime() }), "The URL"),
        ...failures(401, 403, 404, 410),
      },
    },
    [bearer(services)],
    async (context) => {
      const { url, expiresAt } = await signAttachmentUrl(services, contextOf(context), sha256Of(context));
      return success(context, { url, expiresAt: isoTime(expiresAt) });
    },
  );
}

function sha256Of(context: RequestContext): Hex {
  const digits = pathParameter(context, "sha256");
  if (!/^[0-9a-f]{64}$/.test(digits)) throw new DomainError("not-found", "Attachment not found");
  return `0x${digits}`;
}

/** Whether a file is withheld, as the query or a form's field has it. */
function restrictedOf(value: string | undefined): boolean {
  if (value === undefined || value === "" || value === "false") return false;
  if (value === "true") return true;
  throw invalid("restricted", "Restricted must be true or false");
}
