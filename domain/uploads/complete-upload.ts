import { z } from "zod";
import { checkMediaType } from "../files/media-types.ts";
import type { ObjectInfo } from "../files/object-info.ts";
import { expectFile } from "../files/store-attachment.ts";
import { idempotencyOf } from "../operations/submit-act.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { PendingUpload } from "./pending-uploads.ts";
import { ownUpload, requirePending } from "./uploads.ts";

const NUMBER = "Number must be a whole number from 1";
const ETAG = "Etag must be a text of 1 to 200 characters";

/** The storage's acknowledgement of each part: needed for storages that cannot list parts. */
export const completeUploadInput = z.object({
  parts: z
    .array(
      z.object({
        number: z.number({ error: NUMBER }).int(NUMBER).min(1, NUMBER).max(10_000, NUMBER),
        etag: z
          .string({ error: ETAG })
          .min(1, ETAG)
          .max(200, ETAG)
          .regex(/^[\x21-\x7e]+$/, ETAG),
      }),
      { error: "Parts must be a list" },
    )
    .max(10_000, "Parts must be at most 10000")
    .refine((parts) => new Set(parts.map(({ number }) => number)).size === parts.length, "Parts must not repeat")
    .optional(),
});

/**
 * Make an attachment of the uploaded parts, once its size, digest and detected type match the announcement. Throws
 * `not-found`, `conflict` while parts are missing, `gone` for an upload that expired, and `validation` or
 * `unsupported-media-type` for other content, which ends the upload.
 */
export async function completeUpload(
  services: Pick<
    Services,
    "files" | "hashOf" | "now" | "objects" | "outbox" | "pendingUploads" | "requests" | "uploads"
  >,
  context: Context,
  id: string,
  input: unknown,
): Promise<ObjectInfo> {
  const account = requireAccount(context);
  const { parts } = parseInput(completeUploadInput, input);
  const upload = await ownUpload(services, account, id);
  const request = { verb: "complete-upload", id, parts };
  const idempotency = await idempotencyOf(services, context, account, request);

  const info = (await alreadyStored(services, upload)) ?? (await finish(services, upload, parts));
  if (idempotency) await services.requests.remember(account.id, idempotency, info.sha256);
  return info;
}

async function finish(
  services: Pick<Services, "files" | "now" | "objects" | "pendingUploads" | "uploads">,
  upload: PendingUpload,
  parts: z.output<typeof completeUploadInput>["parts"],
): Promise<ObjectInfo> {
  const { objects, pendingUploads, uploads } = services;
  requirePending(services, upload);
  try {
    await expectFile(services, upload.sha256, upload.size);
    const check = (detected: string) => checkMediaType(upload.mediaType, detected);
    const info = await objects.staging.finish(upload, check, parts);
    if (info.visibility === "erased") throw new DomainError("gone", "This file was erased and is not taken again");
    const { accountId, sha256, size, unapproved } = upload;
    await uploads.remember({ accountId, sha256, size, unapproved, at: services.now() });
    await pendingUploads.stored(upload.id, services.now());
    return info;
  } catch (error) {
    // Two requests may complete at once: either one's object will do.
    const now = await pendingUploads.byId(upload.id);
    const stored = now && (await alreadyStored(services, now));
    if (stored) return stored;
    const refused = error instanceof DomainError && ["validation", "unsupported-media-type"].includes(error.code);
    if (refused) await pendingUploads.refused(upload.id);
    throw error;
  }
}

async function alreadyStored(
  services: Pick<Services, "objects">,
  upload: PendingUpload,
): Promise<ObjectInfo | undefined> {
  if (upload.state !== "stored") return undefined;
  const info = await services.objects.info(upload.sha256);
  if (!info || info.visibility === "erased") throw new DomainError("gone", "This file was erased");
  return info;
}
