import { verificationUrl } from "../../../../domain/certificates/certificate-content.ts";
import type { CertificateStanding } from "../../../../domain/certificates/find-certificate.ts";
import { traceIdOf, userIdOf } from "../../../../domain/shared/identifiers.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { checksumAddress } from "../../../http/eip55.ts";
import { chainView } from "./common.ts";

/** A certificate and its status. */
export function certificateView(standing: CertificateStanding, publicUrl: string) {
  const { drawn, batch, certified, line, issuer, revocation } = standing;
  const { number, type, language, template, file, issuedAt, validUntil } = certified;
  return {
    id: `cert-${number.split("-").at(-1)}`,
    traceId: traceIdOf(drawn.batchId),
    batchCode: batch.code,
    type,
    language,
    certificateNumber: number,
    issueDate: isoTime(issuedAt),
    validUntil: isoTime(validUntil),
    pdfUrl: `${publicUrl}/certificates/${number}.pdf`,
    verificationUrl: verificationUrl(publicUrl, number),
    createdAt: isoTime(line.timestamp),
    updatedAt: isoTime((revocation?.line ?? line).timestamp),
    templateId: template,
    status: standing.status,
    sha256: file.sha256.slice(2),
    issuedBy: {
      id: issuer ? userIdOf(issuer.id) : null,
      name: issuer?.name ?? null,
      address: checksumAddress(line.chain.actor),
    },
    revocation: revocation
      ? {
          date: isoTime(revocation.line.timestamp),
          reason: revocation.reason,
          chain: chainView(revocation.line.chain),
        }
      : null,
    chain: chainView(line.chain),
  };
}
