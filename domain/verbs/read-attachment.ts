import { mayReadFile } from "../attachments.ts";
import { DomainError } from "../errors.ts";
import { readerOf } from "../may-read.ts";
import type { Hex, ObjectInfo } from "../model.ts";
import type { Context, Services } from "../services.ts";

/** A file's facts and bytes. */
export interface ReadFile {
  readonly info: ObjectInfo;
  readonly bytes: Uint8Array;
}

/**
 * A file by its SHA-256. Throws `not-found`, `gone` if it was erased, and `forbidden` for a restricted one that the
 * account may not read: what was restricted is not a secret, its digest may stand on chain.
 */
export async function readAttachment(services: Services, context: Context, sha256: Hex): Promise<ReadFile> {
  const info = await services.objects.info(sha256);
  if (!info) throw new DomainError("not-found", "Attachment not found");
  if (info.visibility === "erased") throw new DomainError("gone", "This attachment was erased");
  if (info.visibility === "restricted") {
    const reader = await readerOf(services, context);
    if (!(await mayReadFile(services, reader, sha256))) {
      throw new DomainError("forbidden", "You do not have permission to read this attachment");
    }
  }
  const bytes = await services.objects.get(sha256);
  if (!bytes) throw new DomainError("gone", "This attachment was erased");
  return { info, bytes };
}
