import { DomainError, invalid } from "../errors.ts";
import { checkMediaType } from "../media-types.ts";
import type { Hex, ObjectInfo } from "../model.ts";
import type { Context, Services } from "../services.ts";
import { idempotencyOf, signedIn } from "./writing.ts";

/** A file as it was sent. */
export interface SentFile {
  readonly bytes: Uint8Array;
  /** What it is said to be. */
  readonly mediaType: string;
  /** Whether it is withheld from the public. */
  readonly restricted: boolean;
}

/**
 * Store a file, so that a record may name it by its SHA-256. A file that is there already keeps the visibility that it
 * has. Throws `validation` for an empty one, `unsupported-media-type`, and `gone` for one that was erased.
 */
export async function storeAttachment(services: Services, context: Context, file: SentFile): Promise<ObjectInfo> {
  const account = signedIn(context);
  if (file.bytes.length === 0) throw invalid("body", "The file is empty");
  checkMediaType(file.mediaType, await services.mediaTypeOf(file.bytes));

  const { mediaType, restricted } = file;
  const sha256 = await sha256Of(file.bytes);
  const idempotency =
    context.idempotencyKey === null
      ? undefined
      : await idempotencyOf(services, context, account, {
          verb: "attach",
          sha256,
          mediaType,
          restricted,
        });
  if (!(await services.pendingUploads.keep(sha256))) {
    throw new DomainError("unavailable", "This file is being taken away; store it again in a moment");
  }
  const info = await services.objects.put(file.bytes, { restricted });
  if (info.visibility === "erased") throw new DomainError("gone", "This file was erased and is not taken again");
  await services.uploads.remember(account.id, info.sha256);
  if (idempotency) await services.requests.remember(account.id, idempotency, info.sha256);
  return info;
}

/** SHA-256 of bytes. */
export async function sha256Of(bytes: Uint8Array): Promise<Hex> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes.slice()));
  return `0x${Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
