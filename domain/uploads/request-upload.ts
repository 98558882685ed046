import { z } from "zod";
import { attachmentUrl } from "../files/attachments.ts";
import { ATTACHMENT_TYPES } from "../files/media-types.ts";
import { idempotencyOf } from "../operations/submit-act.ts";
import { PERMISSIONS } from "../roles/permissions.ts";
import { requirePermission } from "../roles/require-permission.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { optionalName, parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { wholeSecond } from "../shared/time.ts";
import type { UploadGrant } from "./upload-urls.ts";

/** The validity of an upload's address in milliseconds. */
const LIFETIME = 15 * 60_000;

const SIZE = "Size must be a whole number of bytes from 1";

/** The announcement of a file. Its name is only the sender's: content is identified by its digest. */
export const requestUploadInput = z.object({
  filename: optionalName("Filename", 255),
  contentType: z
    .string({
      error: (issue) => (issue.input === undefined ? "Content type is required" : "Content type must be a text"),
    })
    .max(200, "Content type is too long")
    .transform((type) => type.split(";", 1)[0]?.trim().toLowerCase() ?? ""),
  size: z.number({ error: SIZE }).int(SIZE).min(1, SIZE),
  sha256: z
    .string({ error: (issue) => (issue.input === undefined ? "SHA-256 is required" : "SHA-256 must be a text") })
    .regex(/^(?:0x)?[0-9a-fA-F]{64}$/, "SHA-256 must be 64 hexadecimal digits")
    .transform((digits) => `0x${digits.slice(-64).toLowerCase()}` as Hex),
  /** Whether the file is withheld from the public. */
  restricted: z.boolean({ error: "Restricted must be true or false" }).default(false),
});

/** Where to send a file, and where it can be read afterwards. */
export interface RequestedUpload {
  readonly grant: UploadGrant;
  readonly url: string;
  readonly fileUrl: string;
}

/**
 * Allow the account to upload one file, of the given digest, type and size, within fifteen minutes. Throws
 * `validation`, `forbidden`, `unsupported-media-type`, and `payload-too-large` for more than `limit` bytes.
 */
export async function requestUpload(
  services: Pick<Services, "hashOf" | "mirror" | "now" | "outbox" | "requests" | "settings" | "uploadUrls">,
  context: Context,
  input: unknown,
  limit: number,
): Promise<RequestedUpload> {
  const account = requireAccount(context);
  await requirePermission(services, account, PERMISSIONS.inspection.requestUpload, "upload files");
  const { contentType, size, sha256, restricted } = parseInput(requestUploadInput, input);
  if (!(ATTACHMENT_TYPES as readonly string[]).includes(contentType)) {
    throw new DomainError("unsupported-media-type", `Content type must be one of ${ATTACHMENT_TYPES.join(", ")}`);
  }
  if (size > limit) throw new DomainError("payload-too-large", `The file must have at most ${limit} bytes`);

  let expiresAt = new Date(wholeSecond(services.now()).getTime() + LIFETIME);
  const request = { verb: "request-upload", contentType, size, sha256, restricted };
  const idempotency = await idempotencyOf(services, context, account, request);
  if (idempotency) {
    // Two addresses for the same file differ only in their expiry.
    await services.requests.remember(account.id, idempotency, expiresAt.toISOString());
    const made = await services.requests.find(account.id, idempotency);
    if (made !== undefined) expiresAt = new Date(made);
  }
  const grant = { accountId: account.id, sha256, size, mediaType: contentType, restricted, expiresAt };
  const fileUrl = attachmentUrl(services.settings.publicUrl, sha256);
  return { grant, url: services.uploadUrls.issue(grant), fileUrl };
}
