import { DomainError } from "../shared/errors.ts";

const BINARY = ["image/jpeg", "image/png", "image/webp", "image/gif", "application/pdf"] as const;
const TEXT = ["text/plain", "text/csv", "application/json"] as const;

/** The media types of attachments. Browsers execute none of them. */
export const ATTACHMENT_TYPES = [...BINARY, ...TEXT] as const;

/**
 * Check that a file is of its declared type. Signatures identify pictures and PDF; text has none, so `text/plain`,
 * `text/csv` and `application/json` are all text, the last one only if it is JSON.
 *
 * @param declared The media type as declared; parameters such as a charset are ignored.
 * @param detected The type detected from the bytes.
 * @throws `unsupported-media-type`.
 */
export function checkMediaType(declared: string, detected: string): void {
  const type = declared.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (!(ATTACHMENT_TYPES as readonly string[]).includes(type)) {
    throw new DomainError("unsupported-media-type", `An attachment must be one of ${ATTACHMENT_TYPES.join(", ")}`);
  }
  const isText = detected === "text/plain" || detected === "application/json";
  const agrees = type === detected || (isText && (type === "text/plain" || type === "text/csv"));
  if (!agrees) throw new DomainError("unsupported-media-type", `The content is not ${type}`);
}
