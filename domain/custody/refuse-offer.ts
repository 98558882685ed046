import { z } from "zod";
import { idempotencyOf, type Written } from "../operations/submit-act.ts";
import type { Context } from "../services.ts";
import { parseInput, requiredText } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { answeredBefore } from "./answered-before.ts";
import { type CustodyServices, endOffer, findOfferOrThrow, recipientOrThrow } from "./internal.ts";
import type { OfferedBatch } from "./ports.ts";

/** Why it is refused: its holder is told. */
export const refuseInput = z.object({ reason: requiredText("Reason", 1000) });

/**
 * Refuse a batch that the account is offered: it stays where it is. Throws `not-found`, `validation`, `forbidden` for what
 * was offered to somebody else, and a `conflict` for what is not offered.
 */
export async function refuseOffer(
  services: CustodyServices,
  context: Context,
  traceId: string,
  input: unknown,
): Promise<Written<OfferedBatch>> {
  const account = requireAccount(context);
  const { reason } = parseInput(refuseInput, input);
  const idempotency = await idempotencyOf(services, context, account, { verb: "refuseOffer", traceId, input });
  const before = await answeredBefore(services, idempotency);
  if (before) return before;
  const found = await findOfferOrThrow(services, traceId);
  const actor = recipientOrThrow(services, account, found.offer);
  const { code } = found.batch;
  const words = { details: { reason } };
  return endOffer(services, context, actor, found, idempotency, "custody-refusal", words, (digest) => ({
    verb: "refuseCustody",
    code,
    digest,
  }));
}
