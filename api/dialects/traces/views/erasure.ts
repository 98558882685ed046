import type { ErasedRecord } from "../../../../domain/erasures/erase-record.ts";
import { OUT_OF_REACH } from "../../../../domain/erasures/out-of-reach.ts";
import { traceIdOf } from "../../../../domain/shared/identifiers.ts";
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
