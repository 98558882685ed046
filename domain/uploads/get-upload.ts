import type { Context, Services } from "../services.ts";
import { requireAccount } from "../shared/require-account.ts";
import { wholeSecond } from "../shared/time.ts";
import { type OfferedUpload, offerUpload, ownUpload } from "./uploads.ts";

/** An upload, and which of its parts are there; null where the storage does not tell. */
export interface UploadProgress extends OfferedUpload {
  readonly arrived: readonly number[] | null;
}

/**
 * Where an upload of one's own stands, with new addresses for its parts: so that one that broke off goes on. Throws
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
