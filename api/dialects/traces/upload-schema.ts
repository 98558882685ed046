/** The shapes of uploads, for this dialect's documentation. */
import { z } from "@hono/zod-openapi";

/** A file that is announced. */
export const uploadRequestSchema = z
  .object({
    filename: z.string().max(255).optional(),
    contentType: z.string(),
    size: z.int().min(1),
    sha256: z.string().openapi({ description: "64 hexadecimal digits" }),
    restricted: z.boolean().default(false),
  })
  .openapi("TraceUploadRequest");

/** An upload and the addresses for its parts. */
export const uploadSchema = z
  .object({
    id: z.string(),
    state: z.enum(["pending", "stored", "refused", "collecting"]),
    filename: z.string().nullable(),
    contentType: z.string(),
    size: z.int(),
    sha256: z.string(),
    restricted: z.boolean(),
    parts: z.array(
      z.object({
        number: z.int(),
        offset: z.int(),
        size: z.int(),
        method: z.literal("PUT"),
        url: z.url(),
        headers: z.record(z.string(), z.string()).openapi({ description: "To be sent along: they are signed" }),
        received: z.boolean().nullable().optional().openapi({ description: "Null where the storage does not tell" }),
      }),
    ),
    urlsExpireAt: z.iso.datetime(),
    completeUrl: z.url(),
    attachmentUrl: z.url().openapi({ description: "Where the file is read once the upload is completed" }),
    expiresAt: z.iso.datetime(),
  })
  .openapi("TraceUpload");

/** How the storage acknowledged the parts. */
export const uploadCompletionSchema = z
  .object({
    parts: z
      .array(z.object({ number: z.int().min(1), etag: z.string() }))
      .optional()
      .openapi({ description: "The `ETag` that each part was answered with: for storages that cannot list parts" }),
  })
  .openapi("TraceUploadCompletion");

/** A stored file. */
export const attachmentSchema = z
  .object({
    sha256: z.string(),
    size: z.int(),
    mediaType: z.string(),
    cid: z.string(),
    url: z.url(),
    restricted: z.boolean(),
  })
  .openapi("Attachment");
