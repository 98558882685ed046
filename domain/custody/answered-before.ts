import type { KeyedRequest, Written } from "../operations/submit-act.ts";
import { type CustodyServices, endedOffer } from "./internal.ts";
import type { OfferedBatch } from "./ports.ts";

/** What an earlier request with the same key came to, whose offer stands no more. */
export async function answeredBefore(
  services: CustodyServices,
  idempotency: KeyedRequest | undefined,
): Promise<Written<OfferedBatch> | undefined> {
  const operation = idempotency?.earlier;
  if (!operation?.chain) return undefined;
  const { batchId, seq } = operation.chain;
  const offer = await services.offers.endedBy(batchId, seq);
  return { operation, result: offer ? await endedOffer(services, offer) : null };
}
