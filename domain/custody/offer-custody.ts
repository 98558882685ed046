import { z } from "zod";
import { findOwnBatchOfRequest } from "../batches/find-batch-or-throw.ts";
import { stepDocument } from "../operations/step-document.ts";
import { idempotencyOf, submitAct, type Written } from "../operations/submit-act.ts";
import { addressesMeant } from "../profiles/addresses-meant.ts";
import type { Context } from "../services.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import { parseInput, requiredText } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { TradeServices } from "../trade/trade-of.ts";
import { handOverFields, handOverWords } from "./hand-over-words.ts";
import { type CustodyServices, endedOffer } from "./internal.ts";
import type { OfferedBatch } from "./ports.ts";

/** Whom a batch is offered to. */
export const offerInput = z.object({
  /** An account's id, its username, a confirmed GLN, or an address. */
  to: requiredText("Recipient", 100),
  ...handOverFields,
});

/**
 * Offer a batch to somebody, who holds it once it accepts; an earlier offer is void. Throws `not-found`, `forbidden` unless
 * the account holds the batch, `validation`, and a `conflict` for a batch that cannot change hands.
 */
export async function offerCustody(
  services: CustodyServices & TradeServices,
  context: Context,
  traceId: string,
  input: unknown,
): Promise<Written<OfferedBatch>> {
  const account = requireAccount(context);
  const idempotency = await idempotencyOf(services, context, account, { verb: "offerCustody", traceId, input });
  const fields = parseInput(offerInput, input);
  const earlier = idempotency?.earlier;
  const { batch, holders } = await findOwnBatchOfRequest(services, account, earlier, traceId, "offer");
  const operation = await submitAct(services, context, holders[0], idempotency, async () => {
    const [to] = await addressesMeant(services, fields.to, "to");
    if (to === batch.custodian) throw invalid("to", "This account holds the batch already");
    const { code } = batch;
    const words = await handOverWords(services, account, batch, to, fields);
    return {
      restricted: batch.visibility !== "public",
      document: stepDocument(services, holders[0], code, "custody-offer", words),
      act: (digest) => ({ verb: "offerCustody", code, to, digest }),
    };
  });
  if (!operation.chain) return { operation, result: null };
  const { batchId, seq } = operation.chain;
  const offer = await services.offers.madeBy(batchId, seq);
  if (!offer) throw new DomainError("unavailable", "The offer is on chain but cannot be read yet");
  return { operation, result: await endedOffer(services, offer) };
}
