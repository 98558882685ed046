/** Uploads by presigned addresses: their expiry, and the addresses of their parts. */

import type { Account } from "../accounts/account.ts";
import type { PartAddress, Period } from "../files/file-store.ts";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { PendingUpload } from "./pending-uploads.ts";

const MEBIBYTE = 1024 * 1024;

/** Files above this size are uploaded in parts. */
export const SINGLE_PART_LIMIT = 64 * MEBIBYTE;

/** The size of each part but the last. */
export const PART_SIZE = 16 * MEBIBYTE;

/** The validity of a part's address in milliseconds. */
export const ADDRESS_LIFETIME = 60 * 60_000;

/** Milliseconds within which an upload has to be completed. */
export const UPLOAD_LIFETIME = 24 * 60 * 60_000;

/** How many uploads an account may have in progress. */
export const MAXIMUM_UNDER_WAY = 50;

/** A part of an upload: its byte range, and the address for it. */
export interface UploadPart {
  readonly number: number;
  readonly offset: number;
  readonly size: number;
  readonly address: PartAddress;
}

/** An upload with the addresses of its parts. */
export interface OfferedUpload {
  readonly upload: PendingUpload;
  /** None once it is over. */
  readonly parts: readonly UploadPart[];
  /** When the addresses expire. */
  readonly until: Date;
}

/** The addresses of an upload's parts, signed at a time. */
export async function offerUpload(
  services: Pick<Services, "fileAddresses" | "objects">,
  upload: PendingUpload,
  from: Date,
): Promise<OfferedUpload> {
  const until = new Date(Math.min(from.getTime() + ADDRESS_LIFETIME, upload.expiresAt.getTime()));
  const parts = await Promise.all(partsOf(upload).map((part) => offered(services, upload, part, { from, until })));
  return { upload, parts, until };
}

async function offered(
  services: Pick<Services, "fileAddresses" | "objects">,
  upload: PendingUpload,
  part: Omit<UploadPart, "address">,
  period: Period,
): Promise<UploadPart> {
  const addresses = services.objects.addresses ?? services.fileAddresses;
  const { id: uploadId, mediaType, sha256, handle } = upload;
  const { number, size } = part;
  return { ...part, address: await addresses.toPut({ uploadId, number, size, mediaType, sha256 }, handle, period) };
}

function partsOf({ size, partSize }: PendingUpload): Omit<UploadPart, "address">[] {
  return Array.from({ length: Math.ceil(size / partSize) }, (_, index) => ({
    number: index + 1,
    offset: index * partSize,
    size: Math.min(partSize, size - index * partSize),
  }));
}

/** An upload of the account's own. Throws `not-found`, also for another account's. */
export async function ownUpload(
  services: Pick<Services, "pendingUploads">,
  account: Account,
  id: string,
): Promise<PendingUpload> {
  const upload = /^[0-9a-f]{32}$/.test(id) ? await services.pendingUploads.byId(id) : undefined;
  if (upload?.accountId !== account.id) throw new DomainError("not-found", "Upload not found");
  return upload;
}

/** Throws `conflict` or `gone` unless the upload may still be sent and completed. */
export function requirePending(services: Pick<Services, "now">, { state, expiresAt }: PendingUpload): void {
  if (state === "refused") {
    throw new DomainError("conflict", "What was brought was refused: announce the upload again");
  }
  if (state === "stored") throw new DomainError("conflict", "This upload was completed");
  if (expiresAt <= services.now()) throw new DomainError("gone", "This upload has expired");
}
