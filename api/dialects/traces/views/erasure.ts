import type { ErasedRecord } from "../../../../domain/erasures/erase-record.ts";
import { OUT_OF_REACH } from "../../../../domain/erasures/out-of-reach.ts";
import type { ErasureRequest } from "../../../../domain/erasures/ports.ts";
import { traceIdOf, userIdOf } from "../../../../domain/shared/identifiers.ts";
import { checksumAddress } from "../../../http/eip55.ts";
import { chainView } from "./common.ts";

/** What was erased, and where copies may still be. */
export function erasureView({ batch, line, erasure }: ErasedRecord, say: (sentence: string) => string) {
  const { index, reason, basis, request, document, files = [], kept = [], remains } = erasure;
  return {
    traceId: traceIdOf(batch.id),
    batchCode: batch.code,
    line: erasure.line,
    ...(index === undefined ? {} : { index }),
    reason,
    basis: basis ?? null,
    requestId: request ?? null,
    erased: [...(document ? [document] : []), ...files],
    kept,
    ...(remains ? { remains } : {}),
    by: checksumAddress(line.chain.actor),
    outOfReach: OUT_OF_REACH.map(say),
    chain: chainView(line.chain),
  };
}

/** What who asked for an erasure is told of the request. */
export function erasureReceiptView({ id, status, askedAt, dueAt }: ErasureRequest) {
  return { id, status, askedAt: askedAt.toISOString(), dueAt: dueAt.toISOString() };
}

/** A request for an erasure, for who decides on it. */
export function erasureRequestView(request: ErasureRequest, now: Date) {
  const { batchId, batchCode, line, accountId, reason, contact, endedAt, answer, erasure } = request;
  return {
    ...erasureReceiptView(request),
    traceId: traceIdOf(batchId),
    batchCode,
    seq: line,
    accountId: accountId === null ? null : userIdOf(accountId),
    reason,
    contact,
    overdue: request.status === "open" && request.dueAt < now,
    endedAt: endedAt?.toISOString() ?? null,
    answer,
    erasure,
  };
}
