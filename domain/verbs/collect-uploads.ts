import type { PendingUpload } from "../ports/pending-uploads.ts";
import type { Services } from "../services.ts";
import { UPLOAD_LIFETIME } from "../uploads.ts";

/** How long beyond its end an upload is left alone: it may just be completed. */
const GRACE = 60 * 60_000;

/** How many are looked at in one go. */
const BATCH = 200;

/**
 * Take away what was announced and never completed, and what was completed and named by no record, product or other
 * account within a day. What counts as named is never taken away, however old. Gives how many files were taken away.
 * Throws an AggregateError if some could not be: the others were.
 */
export async function collectUploads(services: Services): Promise<number> {
  const before = new Date(services.now().getTime() - UPLOAD_LIFETIME - GRACE);
  const errors: unknown[] = [];
  let collected = 0;
  for (const upload of await services.pendingUploads.before(before, BATCH)) {
    try {
      if (await collect(services, upload)) collected += 1;
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} uploads could not be collected`);
  return collected;
}

/** The upload is over; whether its file was taken away too. */
async function collect(services: Services, upload: PendingUpload): Promise<boolean> {
  const { objects, pendingUploads } = services;
  // An address may have been used again after the upload was completed.
  await objects.stage.discard(upload);
  const orphan = await pendingUploads.claim(upload.id);
  if (orphan) await objects.remove(upload.sha256);
  await pendingUploads.remove(upload.id);
  return orphan;
}
