import { BASES, type Collected, keptUntil, PROMISE } from "../../../../domain/commitments/commitment.ts";
import type { CommitmentStanding } from "../../../../domain/commitments/find-commitment.ts";
import { attachmentUrl } from "../../../../domain/files/attachments.ts";
import { pageUrl } from "../../../../domain/labels/digital-link.ts";
import { noticeOf } from "../../../../domain/names/notices.ts";
import { traceIdOf, userIdOf } from "../../../../domain/shared/identifiers.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { actorView } from "./called.ts";
import { chainView } from "./common.ts";

/** A commitment certificate and how it stands. */
export function commitmentView(standing: CommitmentStanding, publicUrl: string) {
  const { batch, committed, line, issuer, status } = standing;
  const { number, product, quantity, unit, place, subject, contact, basis, promise, file, issuedAt } = committed;
  const traceId = traceIdOf(batch.id);
  return {
    number,
    traceId,
    batchCode: batch.code,
    status,
    notice: noticeOf(batch, standing.illOrigin),
    product,
    quantity,
    unit,
    place,
    issueDate: isoTime(issuedAt),
    subject,
    contact,
    promise,
    promiseInEnglish: promise === PROMISE.zh ? PROMISE.en : null,
    basis,
    basisInEnglish: basis.map((each) => BASES[each]),
    collected: committed.collected.map((each) => collectedView(each, publicUrl)),
    keptUntil: isoTime(keptUntil(issuedAt)),
    url: `${publicUrl}/v1/commitments/${number}`,
    pdfUrl: `${publicUrl}/commitments/${number}.pdf`,
    labelUrl: `${publicUrl}/v1/traces/${traceId}/labels.pdf?commitment=1`,
    pageUrl: pageUrl(publicUrl, batch.code),
    sha256: file.sha256.slice(2),
    issuedBy: {
      id: issuer ? userIdOf(issuer.id) : null,
      ...actorView(standing.calledAt(line.chain.actor, line.line)),
    },
    chain: chainView(line.chain),
  };
}

function collectedView(each: Collected, publicUrl: string) {
  if ("number" in each) {
    const { number, code, product, subject } = each;
    return { number, code, product, subject };
  }
  return { title: each.title, sha256: each.sha256.slice(2), url: attachmentUrl(publicUrl, each.sha256) };
}
