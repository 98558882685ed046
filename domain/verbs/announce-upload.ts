import { DomainError } from "../errors.ts";
import { parseInput } from "../input.ts";
import { ATTACHMENT_TYPES } from "../media-types.ts";
import type { PendingUpload } from "../ports/pending-uploads.ts";
import type { Context, Services } from "../services.ts";
import { wholeSecond } from "../time.ts";
import {
  MAXIMUM_UNDER_WAY,
  type OfferedUpload,
  offerUpload,
  PART_SIZE,
  SINGLE_PART_LIMIT,
  UPLOAD_LIFETIME,
} from "../uploads.ts";
import { requestUploadInput } from "./request-upload.ts";
import { idempotencyOf, newSalt, signedIn } from "./writing.ts";

/**
 * Announce a file by its digest, type and size, and get addresses to bring it to: one, or above 64 MiB one a part.
 * Throws `validation`, `unsupported-media-type`, `payload-too-large` for more than `limit` bytes, `gone` for a file
 * that was erased, and `conflict` while too many uploads are under way.
 */
export async function announceUpload(
  services: Services,
  context: Context,
  input: unknown,
  limit: number,
): Promise<OfferedUpload> {
  const account = signedIn(context);
  const { filename, contentType, size, sha256, restricted } = parseInput(requestUploadInput, input);
  if (!(ATTACHMENT_TYPES as readonly string[]).includes(contentType)) {
    throw new DomainError("unsupported-media-type", `Content type must be one of ${ATTACHMENT_TYPES.join(", ")}`);
  }
  if (size > limit) throw new DomainError("payload-too-large", `The file must have at most ${limit} bytes`);

  const request = { verb: "announce-upload", filename, contentType, size, sha256, restricted };
  const idempotency = await idempotencyOf(services, context, account, request);
  const earlier = idempotency && (await services.requests.find(account.id, idempotency));
  if (earlier !== undefined) return offerAgain(services, earlier);

  if ((await services.objects.visibility(sha256)) === "erased") {
    throw new DomainError("gone", "This file was erased and is not taken again");
  }
  if ((await services.pendingUploads.underWay(account.id)) >= MAXIMUM_UNDER_WAY) {
    throw new DomainError("conflict", `${MAXIMUM_UNDER_WAY} uploads are under way: complete some of them first`);
  }
  const createdAt = wholeSecond(services.now());
  const announced: PendingUpload = {
    id: newSalt(),
    accountId: account.id,
    filename: filename || null,
    sha256,
    size,
    mediaType: contentType,
    restricted,
    partSize: size > SINGLE_PART_LIMIT ? PART_SIZE : size,
    handle: null,
    state: "pending",
    createdAt,
    expiresAt: new Date(createdAt.getTime() + UPLOAD_LIFETIME),
  };
  const upload = { ...announced, handle: await services.objects.stage.begin(announced) };
  await services.pendingUploads.add(upload);
  if (!idempotency) return offerUpload(services, upload, createdAt);

  await services.requests.remember(account.id, idempotency, upload.id);
  const made = await services.requests.find(account.id, idempotency);
  if (made === undefined || made === upload.id) return offerUpload(services, upload, createdAt);
  // The same request came twice at once, and the other one was first.
  await services.objects.stage.discard(upload);
  await services.pendingUploads.remove(upload.id);
  return offerAgain(services, made);
}

async function offerAgain(services: Services, id: string): Promise<OfferedUpload> {
  const upload = await services.pendingUploads.byId(id);
  if (!upload) throw new DomainError("gone", "The upload that this Idempotency-Key announced is over");
  return offerUpload(services, upload, upload.createdAt);
}
