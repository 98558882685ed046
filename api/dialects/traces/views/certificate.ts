import type { Account } from "../../../../domain/accounts/account.ts";
import { verificationUrl } from "../../../../domain/certificates/certificate-content.ts";
import type { CertificateStanding } from "../../../../domain/certificates/find-certificate.ts";
import { noticeOf } from "../../../../domain/names/notices.ts";
import type { Called } from "../../../../domain/profiles/names-at.ts";
import { traceIdOf, userIdOf } from "../../../../domain/shared/identifiers.ts";
import { fromThousandths, unitName } from "../../../../domain/shared/quantity.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { actorView } from "./called.ts";
import { chainView } from "./common.ts";

/** A certificate and its status. */
export function certificateView(standing: CertificateStanding, publicUrl: string) {
  const { drawn, batch, certified, line, issuer, isDeclaration, attestations, revocation, since } = standing;
  const last =
    [line, ...attestations.map((each) => each.line), ...(revocation ? [revocation.line] : [])].at(-1) ?? line;
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
    updatedAt: isoTime(last.timestamp),
    templateId: template,
    status: standing.status,
    kind: isDeclaration ? "declaration" : "certificate",
    notice: noticeOf(batch, standing.illOrigin),
    sha256: file.sha256.slice(2),
    issuedBy: byView(issuer, standing.calledAt(line.chain.actor, line.line)),
    attestations: attestations.map((each) => ({
      by: byView(each.attester, standing.calledAt(each.line.chain.actor, each.line.line)),
      date: isoTime(each.line.timestamp),
      chain: chainView(each.line.chain),
    })),
    revocation: revocation
      ? {
          date: isoTime(revocation.line.timestamp),
          reason: revocation.reason,
          chain: chainView(revocation.line.chain),
        }
      : null,
    since: since.map((each) => ({
      type: each.type,
      date: isoTime(each.line.timestamp),
      chain: chainView(each.line.chain),
    })),
    inputs: {
      items: standing.inputs.items.map(({ code, name, quantity, unit, verdict, isRecalled }) => ({
        batchCode: code,
        name,
        quantity: quantity === null ? null : fromThousandths(quantity),
        unit: unit === null ? null : unitName(unit),
        result: verdict,
        recalled: isRecalled,
        ...(code === null && { withheld: true }),
      })),
      more: standing.inputs.more,
    },
    chain: chainView(line.chain),
  };
}

function byView(account: Account | undefined, called: Called) {
  return { id: account ? userIdOf(account.id) : null, ...actorView(called) };
}
