import type { Context, Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { wholeSecond } from "../shared/time.ts";
import { readableFile } from "./read-attachment.ts";

/** The address's validity in milliseconds. */
const LIFETIME = 5 * 60_000;

/** An address that needs no token, and its expiry. */
export interface SignedUrl {
  readonly url: string;
  readonly expiresAt: Date;
}

/**
 * An address for reading a file without a token for five minutes, for callers who may read it: for pictures in pages,
 * and for download managers. Throws as `readAttachment` does.
 */
export async function signAttachmentUrl(
  services: Pick<Services, "accounts" | "fileAddresses" | "mirror" | "now" | "objects" | "uploads">,
  context: Context,
  sha256: Hex,
): Promise<SignedUrl> {
  const info = await readableFile(services, context, sha256);
  const from = wholeSecond(services.now());
  const until = new Date(from.getTime() + LIFETIME);
  const addresses = services.objects.addresses ?? services.fileAddresses;
  return { url: await addresses.toGet(info, { from, until }), expiresAt: until };
}
