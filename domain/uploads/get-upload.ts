import type { Context, Services } from "../services.ts";
import { requireAccount } from "../shared/require-account.ts";
import { wholeSecond } from "../shared/time.ts";
import { type OfferedUpload, offerUpload, ownUpload } from "./uploads.ts";

/** An upload, and which of its parts were received; null where the storage cannot list them. */
export interface UploadProgress extends OfferedUpload {
  readonly arrived: readonly number[] | null;
}

/**
 * The state of one's own upload, with new addresses for its parts, so that an interrupted one can be resumed. Throws
 * `not-found`.
 */
export async function getUpload(
  services: Pick<Services, "fileAddresses" | "now" | "objects" | "pendingUploads">,
  context: Context,
  id: string,
): Promise<UploadProgress> {
  const upload = await ownUpload(services, requireAccount(context), id);
  const now = wholeSecond(services.now());
  if (upload.state !== "pending" || upload.expiresAt <= now) {
    return { upload, parts: [], arrived: [], until: upload.expiresAt };
  }
  return { ...(await offerUpload(services, upload, now)), arrived: await services.objects.staging.arrived(upload) };
}
