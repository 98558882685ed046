/**
 * Traceability certificates: a PDF of a batch's journey at the time, attested on chain by a step whose record names the
 * file; or declared by the batch's holder, and attested later by an authority through the file's digest. This module reads such steps; pages use it too, on a proof alone.
 */
import type { Kind } from "../records/kinds.ts";
import { type Attachment, attachmentsOf, type RecordDocument } from "../records/record-document.ts";
import { type RoleSet, roleSet } from "../shared/roles.ts";

/** The kind of a certificate's line where its issuer is an authority, and where it is the batch's holder itself. */
export const CERTIFICATE = "certificate" satisfies Kind;
export const DECLARATION = "declaration" satisfies Kind;
const KINDS: readonly string[] = [CERTIFICATE, DECLARATION];

/** What a certificate is for. */
export const CERTIFICATE_TYPES = ["official", "informational"] as const;
/** Available languages. */
export const CERTIFICATE_LANGUAGES = ["en", "zh"] as const;
/** Available templates. */
export const CERTIFICATE_TEMPLATES = ["template-standard", "template-compact"] as const;
/** The form of a certificate's number. */
export const CERTIFICATE_NUMBER = /^CERT-\d{8}-\d{1,12}$/;

export type CertificateType = (typeof CERTIFICATE_TYPES)[number];
export type CertificateLanguage = (typeof CERTIFICATE_LANGUAGES)[number];
export type CertificateTemplate = (typeof CERTIFICATE_TEMPLATES)[number];

/** A certificate as described by its step. */
export interface Certified {
  readonly number: string;
  readonly type: string;
  readonly language: string;
  readonly template: string;
  readonly issuedAt: Date;
  readonly validUntil: Date;
  /** The PDF. */
  readonly file: Attachment;
}

/** The certificate that a record attests; undefined if it attests none. Other steps of this kind have no template. */
export function certifiedIn(document: RecordDocument | null | undefined): Certified | undefined {
  const details = certificateDetails(document);
  if (!document || !details) return undefined;
  const { certificateNumber: number, type, language, template, validUntil } = details;
  const file = attachmentsOf(document).find(({ mediaType }) => mediaType === "application/pdf");
  if (typeof number !== "string" || !CERTIFICATE_NUMBER.test(number) || !file) return undefined;
  if (typeof type !== "string" || typeof language !== "string" || typeof template !== "string") return undefined;
  if (typeof validUntil !== "string" || Number.isNaN(Date.parse(validUntil))) return undefined;
  const dates = { issuedAt: new Date(document.eventTime), validUntil: new Date(validUntil) };
  return { number, type, language, template, ...dates, file };
}

/** The certificate that a record revokes, and why; undefined if it revokes none. */
export function revokedIn(
  document: RecordDocument | null | undefined,
): { readonly number: string; readonly reason: string } | undefined {
  const { revokes, reason } = certificateDetails(document) ?? {};
  if (typeof revokes !== "string" || !CERTIFICATE_NUMBER.test(revokes)) return undefined;
  return { number: revokes, reason: typeof reason === "string" ? reason : "" };
}

/** The certificate that a record attests by its number and the digest of its PDF; undefined if it attests none. */
export function attestedIn(
  document: RecordDocument | null | undefined,
): { readonly number: string; readonly sha256: string } | undefined {
  const { attests, sha256 } = certificateDetails(document) ?? {};
  if (typeof attests !== "string" || !CERTIFICATE_NUMBER.test(attests)) return undefined;
  if (typeof sha256 !== "string" || !/^[0-9a-f]{64}$/.test(sha256)) return undefined;
  return { number: attests, sha256: `0x${sha256}` };
}

/** The part of a line that matters for certificates. */
export interface AttestedLine {
  readonly seq: number;
  readonly actor: string;
  /** By which roles it was written, as the line has them. */
  readonly roles: RoleSet;
  readonly document: RecordDocument | null | undefined;
}

const AUTHORITIES = roleSet("inspector", "regulator");

/** Whether a certificate is its holder's own word: nobody attested it when it was issued. */
export function isDeclaration({ document }: Pick<AttestedLine, "document">): boolean {
  return document?.record === "step" && document.kind === DECLARATION;
}

/**
 * The lines that attest a declaration: later ones by an inspector or a regulator other than its issuer, of the same
 * number and the same PDF, and not taken back since by whoever wrote them.
 */
export function attestationsOf<Line extends AttestedLine>(lines: readonly Line[], certificate: AttestedLine): Line[] {
  const certified = certifiedIn(certificate.document);
  if (!certified || !isDeclaration(certificate)) return [];
  const later = lines.filter(({ seq }) => seq > certificate.seq);
  return later.filter(({ seq, actor, roles, document }) => {
    const attested = attestedIn(document);
    if (attested?.number !== certified.number || attested.sha256 !== certified.file.sha256) return false;
    if (isDeclaration({ document }) || actor === certificate.actor || (roles & AUTHORITIES) === 0) return false;
    return !later.some(
      (other) => other.seq > seq && other.actor === actor && revokedIn(other.document)?.number === certified.number,
    );
  });
}

/**
 * The line that revokes the certificate of another line: a later one, by the same address or by a regulator. Anybody
 * who may write the kind can claim to revoke another's certificate; that changes nothing.
 */
export function revocationOf<Line extends AttestedLine>(
  lines: readonly Line[],
  certificate: AttestedLine,
  isRegulator: (address: string) => boolean,
): Line | undefined {
  const number = certifiedIn(certificate.document)?.number;
  return lines.find(
    (line) =>
      line.seq > certificate.seq &&
      revokedIn(line.document)?.number === number &&
      (line.actor === certificate.actor || isRegulator(line.actor)),
  );
}

function certificateDetails(document: RecordDocument | null | undefined) {
  return document?.record === "step" && KINDS.includes(document.kind) ? document.step.details : undefined;
}
