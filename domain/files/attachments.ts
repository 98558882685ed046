/** Files and links in requests and records. */
import { z } from "zod";
import type { Attachment, Link } from "../records/record-document.ts";
import { mayRead, type Reader, readerFor } from "../roles/access-policy.ts";
import type { Services } from "../services.ts";
import { invalid } from "../shared/errors.ts";
import { isWebAddress } from "../shared/foreign-text.ts";
import type { Hex } from "../shared/hex.ts";
import { optionalName, requiredName } from "../shared/input.ts";
import type { ObjectInfo } from "./object-info.ts";

type Needs = Pick<Services, "files" | "mirror" | "now" | "objects" | "settings" | "uploads">;

/** A URL that is safe for browsers to follow. */
export function webUrlSchema(label: string) {
  return z
    .string({ error: `${label} must be a URL` })
    .max(2000, `${label} must have at most 2000 characters`)
    .refine(isWebAddress, `${label} must be an http or https URL`);
}

/** An attachment in a request. */
export const attachmentInput = z.object({
  /** In any word; pictures are shown (attachment-type.ts). */
  type: requiredName("Type", 50).default("other"),
  url: webUrlSchema("URL"),
  title: optionalName("Title", 200),
});

/** An attachment in a request. */
export type AttachmentInput = z.output<typeof attachmentInput>;

/** The address of a file. */
export function attachmentUrl(publicUrl: string, sha256: Hex | string): string {
  return `${publicUrl}/v1/attachments/${sha256.slice(2)}`;
}

/** The digest in an address of this server; null for an address elsewhere, undefined for a malformed one. */
export function digestOfUrl(publicUrl: string, url: string): Hex | null | undefined {
  const base = `${publicUrl}/v1/attachments/`;
  if (!url.startsWith(base)) return null;
  const digits = url.slice(base.length);
  return /^[0-9a-f]{64}$/.test(digits) ? `0x${digits}` : undefined;
}

/** The address of the file that comes to an address which was issued for any: it is known before the file is. */
export function arrivalUrl(publicUrl: string, id: string): string {
  return `${publicUrl}/uploads/${id}`;
}

/** The identifier in such an address; undefined in any other. */
export function arrivalOfUrl(publicUrl: string, url: string): string | undefined {
  const base = `${publicUrl}/uploads/`;
  const [, id] = url.startsWith(base) ? (/^([0-9a-f]{32})$/.exec(url.slice(base.length)) ?? []) : [];
  return id;
}

/** Whether the reader may see a file's bytes, were it restricted. */
export async function mayReadFile(
  services: Pick<Services, "mirror" | "uploads">,
  reader: Reader,
  sha256: Hex,
): Promise<boolean> {
  if (!reader.account) return false;
  if (await services.uploads.has(reader.account.id, sha256)) return true;
  const parties = await services.mirror.recordNaming(sha256);
  return mayRead(await readerFor(services, reader, parties?.custodian), parties);
}

/**
 * One of our files by its address: its facts as read from its bytes. Undefined for an address elsewhere. Throws a
 * `validation` error of the field if the file does not exist or the reader may not name it: naming a file in one's own
 * record would give access to it.
 */
export async function ownFile(
  services: Needs,
  reader: Reader,
  url: string,
  field: string,
): Promise<ObjectInfo | undefined> {
  const { publicUrl } = services.settings;
  const arrival = arrivalOfUrl(publicUrl, url);
  const sha256 = arrival === undefined ? digestOfUrl(publicUrl, url) : await services.uploads.arrivalAt(arrival);
  if (sha256 === null) return undefined;
  // Announced before it is looked up, so that it is not deleted in between.
  const kept = sha256 !== undefined && (await services.files.touch(sha256, services.now()));
  const info = kept ? await services.objects.info(sha256) : undefined;
  const usable =
    info &&
    info.visibility !== "erased" &&
    (info.visibility === "public" || (await mayReadFile(services, reader, info.sha256)));
  if (!usable) throw invalid(field, "There is no such attachment");
  return info;
}

/** Attachments as they go into a record: our files by their digest, anything else as a link that is never fetched. */
export async function resolveAttachments(
  services: Needs,
  reader: Reader,
  attachments: readonly AttachmentInput[],
): Promise<(Attachment | Link)[]> {
  return Promise.all(
    attachments.map(async ({ type, url, title }, index) => {
      const file = await ownFile(services, reader, url, `attachments.${index}.url`);
      return file ? fileIn({ type, title }, file) : { type, title, url };
    }),
  );
}

/** A file's entry in a record. */
export function fileIn(named: Pick<Attachment, "type" | "title">, info: ObjectInfo): Attachment {
  return { ...named, sha256: info.sha256, size: info.size, mediaType: info.mediaType, cid: info.cid };
}
