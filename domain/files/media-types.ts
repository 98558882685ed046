import { DomainError } from "../shared/errors.ts";

const BINARY = ["image/jpeg", "image/png", "image/webp", "image/gif", "application/pdf"] as const;
const TEXT = ["text/plain", "text/csv", "application/json"] as const;

/** The media types of attachments. Browsers execute none of them. */
export const ATTACHMENT_TYPES = [...BINARY, ...TEXT] as const;

/** Other names of the same types, as browsers, phones and Windows give them. */
const ALIASES: Readonly<Record<string, string>> = {
  "image/jpg": "image/jpeg",
  "image/pjpeg": "image/jpeg",
  "image/jfif": "image/jpeg",
  "image/x-png": "image/png",
  "image/x-citrix-jpeg": "image/jpeg",
  "image/x-citrix-png": "image/png",
  "application/x-pdf": "application/pdf",
  "text/pdf": "application/pdf",
  "text/json": "application/json",
  "text/x-csv": "text/csv",
  "text/comma-separated-values": "text/csv",
  "application/csv": "text/csv",
  "application/x-csv": "text/csv",
  "application/vnd.ms-excel": "text/csv",
};

/** A declared media type by its proper name: without parameters, in lower case. */
export function properMediaType(declared: string): string {
  const type = declared.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return Object.hasOwn(ALIASES, type) ? (ALIASES[type] as string) : type;
}

/**
 * Check that a file is of its declared type. Signatures identify pictures and PDF; text has none, so `text/plain`,
 * `text/csv` and `application/json` are all text, the last one only if it is JSON.
 *
 * @param declared The media type as declared; parameters such as a charset are ignored.
 * @param detected The type detected from the bytes.
 * @throws `unsupported-media-type`.
 */
export function checkMediaType(declared: string, detected: string): void {
  const type = properMediaType(declared);
  if (!(ATTACHMENT_TYPES as readonly string[]).includes(type)) {
    throw new DomainError("unsupported-media-type", `An attachment must be one of ${ATTACHMENT_TYPES.join(", ")}`);
  }
  const isText = detected === "text/plain" || detected === "application/json";
  const agrees = type === detected || (isText && (type === "text/plain" || type === "text/csv"));
  if (!agrees) throw new DomainError("unsupported-media-type", `The content is not ${type}`);
}
