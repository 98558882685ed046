import { findOwnBatchOrThrow } from "../batches/find-batch-or-throw.ts";
import { idempotencyOf, type Written } from "../operations/submit-act.ts";
import type { Context } from "../services.ts";
import { requireAccount } from "../shared/require-account.ts";
import { answeredBefore } from "./answered-before.ts";
import { type CustodyServices, endOffer, findOfferOrThrow } from "./internal.ts";
import type { OfferedBatch } from "./ports.ts";

/**
 * Take back the offer of a batch that the account holds. Throws `not-found`, `forbidden` unless the account holds the batch,
 * and a `conflict` for what is not offered.
 */
export async function cancelOffer(
  services: CustodyServices,
  context: Context,
  traceId: string,
): Promise<Written<OfferedBatch>> {
  const account = requireAccount(context);
  const idempotency = await idempotencyOf(services, context, account, { verb: "cancelOffer", traceId });
  const before = await answeredBefore(services, idempotency);
  if (before) return before;
  const { batch, holders } = await findOwnBatchOrThrow(services, account, traceId, "take back the offer of");
  const found = await findOfferOrThrow(services, traceId);
  const { code } = batch;
  return endOffer(services, context, holders[0], found, idempotency, "custody-cancellation", {}, (digest) => ({
    verb: "cancelOffer",
    code,
    digest,
  }));
}
