import { readerOf } from "../roles/access-policy.ts";
import { RoleMissing } from "../roles/missing-role.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { mayReadFile } from "./attachments.ts";
import type { ByteRange } from "./file-store.ts";
import type { ObjectInfo } from "./object-info.ts";

/** A file's facts, and its bytes or a range of them. */
export interface ReadFile {
  readonly info: ObjectInfo;
  readonly open: (part?: ByteRange) => Promise<ReadableStream<Uint8Array>>;
}

/**
 * A file by its SHA-256. Throws `not-found`, `gone` if it was erased, and `forbidden` for a restricted one that the
 * account may not read, or an address whose signature is wrong or has expired: that a restricted file exists is no
 * secret, its digest may be on chain.
 *
 * @param query The address's query: a signature gives access to the file without an account.
 */
export async function readAttachment(
  services: Pick<Services, "accounts" | "fileAddresses" | "mirror" | "now" | "objects" | "uploads">,
  context: Context,
  sha256: Hex,
  query: Readonly<Record<string, string>> = {},
): Promise<ReadFile> {
  const info =
    query.signature === undefined
      ? await readableFile(services, context, sha256)
      : await signedFile(services, sha256, query);
  return {
    info,
    async open(part) {
      const stream = await services.objects.open(sha256, part);
      if (!stream) throw new DomainError("gone", "This attachment was erased");
      return stream;
    },
  };
}

/** The facts of a file that the account may read. Throws as `readAttachment` does. */
export async function readableFile(
  services: Pick<Services, "accounts" | "mirror" | "objects" | "uploads">,
  context: Context,
  sha256: Hex,
): Promise<ObjectInfo> {
  const info = await storedFile(services, sha256);
  if (info.visibility === "restricted") {
    const reader = await readerOf(services, context);
    if (!(await mayReadFile(services, reader, sha256))) {
      const message = "You do not have permission to read this attachment";
      if (!context.account) throw new DomainError("forbidden", message);
      throw new RoleMissing(context.account, ["inspector", "regulator"], message);
    }
  }
  return info;
}

async function signedFile(
  services: Pick<Services, "fileAddresses" | "now" | "objects">,
  sha256: Hex,
  query: Readonly<Record<string, string>>,
): Promise<ObjectInfo> {
  const expiresAt = services.fileAddresses.readGet(sha256, query);
  if (!expiresAt) throw new DomainError("forbidden", "The signature of this URL is wrong");
  if (expiresAt <= services.now()) throw new DomainError("forbidden", "This URL has expired");
  return storedFile(services, sha256);
}

async function storedFile(services: Pick<Services, "objects">, sha256: Hex): Promise<ObjectInfo> {
  const info = await services.objects.info(sha256);
  if (!info) throw new DomainError("not-found", "Attachment not found");
  if (info.visibility === "erased") throw new DomainError("gone", "This attachment was erased");
  return info;
}
