import { properMediaType } from "../files/media-types.ts";
import type { ObjectInfo } from "../files/object-info.ts";
import { type AttachmentServices, sha256Of, storeAttachment } from "../files/store-attachment.ts";
import { PERMISSIONS } from "../roles/permissions.ts";
import { requirePermission } from "../roles/require-permission.ts";
import type { Services } from "../services.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import type { UploadGrant } from "./upload-urls.ts";

/** A file sent to an address issued for it. */
export interface BroughtFile {
  /** The last part of the address. */
  readonly name: string;
  readonly query: Readonly<Record<string, string>>;
  /** The file's declared type. */
  readonly mediaType: string;
  /** The most bytes that it can have. */
  readonly size: number;
  /** Reads the file. Throws `payload-too-large` after this many bytes. */
  readonly read: (limit: number) => Promise<Uint8Array>;
}

/**
 * Store a file on behalf of the account that its address was issued to, if it is the file that it was issued for.
 * Throws `forbidden` for an address that is not ours or has expired, `unsupported-media-type`, `payload-too-large`,
 * `quota-exceeded`, and `validation` for other content.
 */
export async function receiveUpload(
  services: AttachmentServices & Pick<Services, "uploadUrls">,
  file: BroughtFile,
): Promise<ObjectInfo> {
  const grant = services.uploadUrls.read(file.name, file.query);
  if (!grant) throw new DomainError("forbidden", "The signature of this upload URL is wrong");
  if (grant.expiresAt <= services.now()) throw new DomainError("forbidden", "This upload URL has expired");
  const account = await services.accounts.byId(grant.accountId);
  if (!account) throw new DomainError("forbidden", "This upload URL is no longer good");
  await requirePermission(services, account, PERMISSIONS.inspection.requestUpload, "upload files");

  const mediaType = properMediaType(file.mediaType);
  if (mediaType !== grant.mediaType) {
    throw new DomainError("unsupported-media-type", `This upload URL is for ${grant.mediaType}`);
  }
  const context = { account, idempotencyKey: null, respondAsync: false };
  const { restricted } = grant;
  const info = await storeAttachment(services, context, {
    size: grant.size ?? file.size,
    restricted,
    read: async () => ({ bytes: await readGranted(services, file, grant), mediaType, restricted }),
  });
  if ("id" in grant.file) {
    const { id } = grant.file;
    const first = await services.uploads.arrived({
      id,
      accountId: account.id,
      sha256: info.sha256,
      at: services.now(),
    });
    if (first !== info.sha256) throw usedBefore();
  }
  return info;
}

/** The file's bytes, if they are those that its address was issued for. */
async function readGranted(
  { uploads }: Pick<Services, "uploads">,
  file: BroughtFile,
  { file: granted, size }: UploadGrant,
): Promise<Uint8Array> {
  const bytes = await file.read(size ?? file.size);
  if (size !== null && bytes.length !== size) {
    throw invalid("body", `The body has ${bytes.length} bytes; this upload URL is for ${size}`);
  }
  const sha256 = await sha256Of(bytes);
  if ("sha256" in granted && sha256 !== granted.sha256) {
    throw invalid("body", "The body's SHA-256 is not the one that this upload URL is for");
  }
  // One file an address: whoever was told it must not be shown another one there later.
  if ("id" in granted && ![undefined, sha256].includes(await uploads.arrivalAt(granted.id))) throw usedBefore();
  return bytes;
}

function usedBefore(): DomainError {
  return new DomainError("conflict", "Another file was brought to this upload URL: ask for another one");
}
