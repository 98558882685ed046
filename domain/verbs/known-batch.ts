import { DomainError } from "../errors.ts";
import type { Batch } from "../model.ts";
import type { Services } from "../services.ts";

/** The batch of this public identifier. Throws `not-found` in the words of the traces document. */
export async function knownBatch(services: Services, traceId: string): Promise<Batch> {
  const batch = await services.mirror.batchByTraceId(traceId);
  if (batch) return batch;
  throw new DomainError("not-found", "Trace batch not found", [
    { field: "traceId", message: `Trace with ID ${traceId.slice(0, 100)} does not exist` },
  ]);
}

/** The batch of this code. Throws `not-found`. */
export async function knownCode(services: Services, code: string): Promise<Batch> {
  const batch = await services.mirror.batchByCode(code);
  if (batch) return batch;
  throw new DomainError("not-found", "Trace batch not found", [
    { field: "batchCode", message: `Trace with batch code ${code.slice(0, 100)} does not exist` },
  ]);
}
