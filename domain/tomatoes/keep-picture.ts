import { type AttachmentInput, attachmentUrl } from "../files/attachments.ts";
import { type AttachmentServices, storeAttachment } from "../files/store-attachment.ts";
import type { Context, Services } from "../services.ts";
import { invalid } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import type { EvaluationPicture } from "./evaluator.ts";

/** A picture that was sent along with a write, and is attached to its line. */
export interface KeptPicture extends EvaluationPicture {
  readonly sha256: Hex;
  readonly attachment: AttachmentInput;
}

/**
 * Store a picture that came with a write; undefined where none came. Throws `validation` for what is no picture, and as
 * `storeAttachment` does.
 */
export async function keepPicture(
  services: AttachmentServices & Pick<Services, "settings">,
  context: Context,
  bytes: Uint8Array | undefined,
): Promise<KeptPicture | undefined> {
  if (bytes === undefined) return undefined;
  const mediaType = bytes.length === 0 ? "" : await services.mediaTypeOf(bytes);
  if (!mediaType.startsWith("image/")) {
    throw invalid("picture", "The picture must be a JPEG, PNG, WebP or GIF file");
  }
  // The request's key is the write's, which holds the picture by its digest.
  const { sha256, size } = await storeAttachment(
    services,
    { ...context, idempotencyKey: null },
    { size: bytes.length, read: async () => ({ bytes, mediaType, restricted: false }), restricted: false },
  );
  return {
    sha256,
    size,
    read: async () => bytes,
    attachment: { type: "image", title: "", url: attachmentUrl(services.settings.publicUrl, sha256) },
  };
}
