import { stepDescription } from "./step.ts";
import type { Version } from "./version.ts";

/** A certificate as its step describes it. */
export interface CertificateStory {
  readonly name: string;
  readonly issuer: string | undefined;
  readonly validUntil: string | undefined;
  readonly expired: boolean;
}

/** Read a certificate from a step of that kind; undefined if its content is not shown. */
export function readCertificate(version: Version, now: Date): CertificateStory | undefined {
  const step = stepDescription(version);
  if (!step) return undefined;
  const text = (key: string) => (typeof step.details[key] === "string" ? (step.details[key] as string) : undefined);
  const validUntil = text("validUntil");
  return {
    name: text("name") ?? step.title,
    issuer: text("issuer"),
    validUntil,
    expired: validUntil !== undefined && isPast(validUntil, now),
  };
}

/** A certificate that expires on a day is valid until that day is over everywhere. */
function isPast(validUntil: string, now: Date): boolean {
  const dayOnly = /^\d{4}-\d{2}-\d{2}$/.test(validUntil);
  const end = Date.parse(dayOnly ? `${validUntil}T23:59:59-12:00` : validUntil);
  return Number.isFinite(end) && end < now.getTime();
}
