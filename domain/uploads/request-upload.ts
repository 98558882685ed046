import { z } from "zod";
import { arrivalUrl, attachmentUrl } from "../files/attachments.ts";
import { ATTACHMENT_TYPES, properMediaType } from "../files/media-types.ts";
import { idempotencyOf, newSalt } from "../operations/submit-act.ts";
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
const sizeSchema = z.number({ error: SIZE }).int(SIZE).min(1, SIZE);
const sha256Schema = z
  .string({ error: (issue) => (issue.input === undefined ? "SHA-256 is required" : "SHA-256 must be a text") })
  .regex(/^(?:0x)?[0-9a-fA-F]{64}$/, "SHA-256 must be 64 hexadecimal digits")
  .transform((digits) => `0x${digits.slice(-64).toLowerCase()}` as Hex);

/** Null where a client has nothing to say. */
function orNull<Output>(schema: z.ZodType<Output>) {
  return z.preprocess((value) => (value === "" ? null : value), schema.nullish()).transform((value) => value ?? null);
}

/** The announcement of a file. Its name is only the sender's: content is identified by its digest. */
export const announcedFileInput = z.object({
  filename: optionalName("Filename", 255),
  contentType: z
    .string({
      error: (issue) => (issue.input === undefined ? "Content type is required" : "Content type must be a text"),
    })
    .max(200, "Content type is too long")
    .transform(properMediaType),
  size: sizeSchema,
  sha256: sha256Schema,
  /** Whether the file is withheld from the public. */
  restricted: z.preprocess(
    (value) => value ?? undefined,
    z.boolean({ error: "Restricted must be true or false" }).default(false),
  ),
});

/** A request for an address: what is not known of the file yet may be left out. */
export const requestUploadInput = announcedFileInput.extend({ size: orNull(sizeSchema), sha256: orNull(sha256Schema) });

/** Where to send a file, and where it can be read afterwards. */
export interface RequestedUpload {
  readonly grant: UploadGrant;
  readonly url: string;
  readonly fileUrl: string;
}

/**
 * Allow the account to upload one file of the given type within fifteen minutes: of the digest and size that are given, or
 * any one, whose digest and size are taken when it comes. Throws `validation`, `forbidden`, `unsupported-media-type`, and
 * `payload-too-large` for more than `limit` bytes.
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
  if (size !== null && size > limit) {
    throw new DomainError("payload-too-large", `The file must have at most ${limit} bytes`);
  }

  const request = { verb: "request-upload", contentType, size, sha256, restricted };
  const idempotency = await idempotencyOf(services, context, account, request);
  let made = `${new Date(wholeSecond(services.now()).getTime() + LIFETIME).toISOString()} ${newSalt()}`;
  if (idempotency) {
    // Two addresses for the same file differ only in their expiry, and in their name where the digest is not known.
    await services.requests.remember(account.id, idempotency, made);
    made = (await services.requests.find(account.id, idempotency)) ?? made;
  }
  const [expiry = "", id = ""] = made.split(" ");
  const { publicUrl } = services.settings;
  const grant = {
    accountId: account.id,
    file: sha256 === null ? { id } : { sha256 },
    size,
    mediaType: contentType,
    restricted,
    expiresAt: new Date(expiry),
  };
  const fileUrl = sha256 === null ? arrivalUrl(publicUrl, id) : attachmentUrl(publicUrl, sha256);
  return { grant, url: services.uploadUrls.issue(grant), fileUrl };
}
