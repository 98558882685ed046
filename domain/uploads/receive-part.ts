import type { Services } from "../services.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import { requirePending } from "./uploads.ts";

/** A part sent to an address of this server. */
export interface BroughtBody {
  readonly uploadId: string;
  /** As in the address. */
  readonly number: string;
  readonly query: Readonly<Record<string, string>>;
  readonly mediaType: string;
  /** The declared length; null if there is none. */
  readonly length: number | null;
  /** Reads the body. Throws `payload-too-large` after this many bytes. */
  readonly read: (limit: number) => AsyncIterable<Uint8Array>;
}

/**
 * Receive a part of an upload on behalf of the account that its address was issued to. Throws `forbidden` for an
 * address that is not ours or has expired, `unsupported-media-type`, `payload-too-large`, `validation` for other
 * content, `conflict` or `gone` for an upload that is over. Refused content is not stored.
 */
export async function receivePart(
  services: Pick<Services, "fileAddresses" | "now" | "objects" | "pendingUploads">,
  body: BroughtBody,
): Promise<void> {
  const number = /^[1-9]\d{0,4}$/.test(body.number) ? Number(body.number) : 0;
  const signed = services.fileAddresses.readPut(body.uploadId, number, body.query);
  const { receive } = services.objects.staging;
  if (!signed || !receive) throw new DomainError("forbidden", "The signature of this upload URL is wrong");
  if (signed.expiresAt <= services.now()) throw new DomainError("forbidden", "This upload URL has expired");
  const upload = await services.pendingUploads.byId(signed.uploadId);
  if (!upload) throw new DomainError("gone", "This upload has expired");
  requirePending(services, upload);

  const mediaType = body.mediaType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (mediaType !== signed.mediaType) {
    throw new DomainError("unsupported-media-type", `This upload URL is for ${signed.mediaType}`);
  }
  if (body.length !== null && body.length > signed.size) {
    throw new DomainError("payload-too-large", `The body must have ${signed.size} bytes`);
  }
  if (body.length !== null && body.length < signed.size) {
    throw invalid("body", `The body has ${body.length} bytes; this upload URL is for ${signed.size}`);
  }
  await receive(upload, signed.number, body.read(signed.size));
}
