import { digestsIn } from "../records/named-digests.ts";
import type { Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import type { PendingUpload } from "./pending-uploads.ts";
import { UPLOAD_LIFETIME } from "./uploads.ts";

type Needs = Pick<Services, "files" | "now" | "objects">;

/** How long after its expiry an upload is left alone: it may be completing. */
const GRACE = 60 * 60_000;

/** How many files a round checks, and how many rounds a run has at most. */
const BATCH = 200;
const MAXIMUM_ROUNDS = 25;

/**
 * Delete what was announced and never completed, and files that nothing has named within their lifetime: however they
 * were uploaded, including certificates and documents that no record names. What a record on chain, the document of an
 * operation or a product names is never deleted, whoever uploaded it. Gives the number of deleted files. Throws an
 * AggregateError if some could not be: the others were.
 *
 * @param mirrorIsCurrent Whether the mirror has everything on chain: until then no file is deleted.
 */
export async function collectFiles(
  services: Pick<Services, "files" | "now" | "objects" | "pendingUploads" | "settings">,
  mirrorIsCurrent: () => Promise<boolean>,
): Promise<number> {
  const { files, pendingUploads, settings } = services;
  const now = services.now();
  const errors: unknown[] = [];

  const ended = new Date(now.getTime() - UPLOAD_LIFETIME - GRACE);
  for (const upload of await pendingUploads.before(ended, BATCH)) {
    await endUpload(services, upload).catch((error) => void errors.push(error));
  }

  let collected = 0;
  const before = new Date(now.getTime() - settings.uploadLimits.lifetime);
  for (let round = 0; round < MAXIMUM_ROUNDS; round++) {
    const due = await files.due(before, now, BATCH);
    if (due.length === 0 || errors.length > 0 || !(await mirrorIsCurrent())) break;
    await readDocuments(services);
    for (const sha256 of due) {
      try {
        if (!(await files.claim(sha256, before, now))) continue;
        await services.objects.remove(sha256);
        await files.forget(sha256);
        collected += 1;
      } catch (error) {
        errors.push(error);
      }
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} files could not be collected`);
  return collected;
}

async function endUpload(
  { objects, pendingUploads }: Pick<Services, "objects" | "pendingUploads">,
  upload: PendingUpload,
): Promise<void> {
  // An address may have been used again after the upload was completed.
  await objects.staging.discard(upload);
  await pendingUploads.remove(upload.id);
}

/** Find out what the documents of older operations name, from before that was recorded. */
async function readDocuments(services: Needs): Promise<void> {
  for (;;) {
    const unread = await services.files.unread(BATCH);
    if (unread.length === 0) return;
    for (const digest of unread) await readDocument(services, digest);
  }
}

async function readDocument({ files, objects, now }: Needs, digest: Hex): Promise<void> {
  const bytes = (await objects.get(digest)) ?? new Uint8Array();
  await files.writing({ digest, size: bytes.length, digests: digestsIn(bytes) }, now());
}
