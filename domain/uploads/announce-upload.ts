import { ATTACHMENT_TYPES } from "../files/media-types.ts";
import { type Admit, admit, type RoomRequest, roomFor } from "../files/upload-quota.ts";
import { idempotencyOf, newSalt } from "../operations/submit-act.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { wholeSecond } from "../shared/time.ts";
import type { PendingUpload } from "./pending-uploads.ts";
import { announcedFileInput } from "./request-upload.ts";
import {
  MAXIMUM_UNDER_WAY,
  type OfferedUpload,
  offerUpload,
  PART_SIZE,
  SINGLE_PART_LIMIT,
  UPLOAD_LIFETIME,
} from "./uploads.ts";

/**
 * Announce a file by its digest, type and size, and get addresses to send it to: one, or above 64 MiB one per part.
 * Throws `validation`, `unsupported-media-type`, `payload-too-large` for more than `limit` bytes, `gone` for a file
 * that was erased, `conflict` while too many uploads are in progress, `quota-exceeded` for more than the account may
 * store, and `forbidden` for a public file of an unapproved account.
 */
export async function announceUpload(
  services: Pick<
    Services,
    | "accounts"
    | "administrators"
    | "applications"
    | "fileAddresses"
    | "hashOf"
    | "mirror"
    | "now"
    | "objects"
    | "outbox"
    | "pendingUploads"
    | "requests"
    | "settings"
  >,
  context: Context,
  input: unknown,
  limit: number,
): Promise<OfferedUpload> {
  const account = requireAccount(context);
  const { filename, contentType, size, sha256, restricted } = parseInput(announcedFileInput, input);
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
  const room = await roomFor(services, account, { bytes: size, restricted });
  const createdAt = wholeSecond(services.now());
  const announced: PendingUpload = {
    id: newSalt(),
    accountId: account.id,
    filename: filename || null,
    sha256,
    size,
    mediaType: contentType,
    restricted,
    unapproved: room.unapproved,
    partSize: size > SINGLE_PART_LIMIT ? PART_SIZE : size,
    handle: null,
    state: "pending",
    createdAt,
    expiresAt: new Date(createdAt.getTime() + UPLOAD_LIFETIME),
  };
  await services.pendingUploads.add(announced, admitAnnounced(services, room), createdAt);
  const upload = { ...announced, handle: await begun(services, announced) };
  if (!idempotency) return offerUpload(services, upload, createdAt);

  await services.requests.remember(account.id, idempotency, upload.id);
  const made = await services.requests.find(account.id, idempotency);
  if (made === undefined || made === upload.id) return offerUpload(services, upload, createdAt);
  // The same request came twice at once, and the other one won.
  await services.objects.staging.discard(upload);
  await services.pendingUploads.remove(upload.id);
  return offerAgain(services, made);
}

function admitAnnounced(services: Pick<Services, "settings">, room: RoomRequest): Admit {
  const rule = admit(services.settings.uploadLimits, room, "size");
  return (use) => {
    if (use.underWay >= MAXIMUM_UNDER_WAY) {
      throw new DomainError("conflict", `${MAXIMUM_UNDER_WAY} uploads are under way: complete some of them first`);
    }
    rule(use);
  };
}

/** The storage's own id for the upload. Room is reserved already, and released if the storage refuses. */
async function begun(
  services: Pick<Services, "objects" | "pendingUploads">,
  upload: PendingUpload,
): Promise<string | null> {
  try {
    const handle = await services.objects.staging.begin(upload);
    if (handle !== null) await services.pendingUploads.begun(upload.id, handle);
    return handle;
  } catch (error) {
    await services.pendingUploads.remove(upload.id);
    throw error;
  }
}

async function offerAgain(
  services: Pick<Services, "fileAddresses" | "objects" | "pendingUploads">,
  id: string,
): Promise<OfferedUpload> {
  const upload = await services.pendingUploads.byId(id);
  if (!upload) throw new DomainError("gone", "The upload that this Idempotency-Key announced is over");
  return offerUpload(services, upload, upload.createdAt);
}
