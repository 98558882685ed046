import { z } from "zod";
import { idempotencyOf, type Written } from "../operations/submit-act.ts";
import type { Context } from "../services.ts";
import { optionalText, parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { answeredBefore } from "./answered-before.ts";
import { type CustodyServices, endOffer, findOfferOrThrow, recipientOrThrow } from "./internal.ts";
import type { OfferedBatch } from "./ports.ts";

/** What may be said beside it. */
export const acceptInput = z.object({ note: optionalText("Note", 1000) });

/**
 * Accept a batch that the account is offered, as much of it as there is: it holds the batch from then on. Throws
 * `not-found`, `forbidden` for what was offered to somebody else, and a `conflict` for what is not offered, or has changed.
 */
export async function acceptOffer(
  services: CustodyServices,
  context: Context,
  traceId: string,
  input: unknown,
): Promise<Written<OfferedBatch>> {
  const account = requireAccount(context);
  const { note } = parseInput(acceptInput, input ?? {});
  const idempotency = await idempotencyOf(services, context, account, { verb: "acceptOffer", traceId, input });
  const before = await answeredBefore(services, idempotency);
  if (before) return before;
  const found = await findOfferOrThrow(services, traceId);
  const actor = recipientOrThrow(services, account, found.offer);
  const { code, quantity } = found.batch;
  const words = { details: note ? { note } : {} };
  return endOffer(services, context, actor, found, idempotency, "custody-transfer", words, (digest) => ({
    verb: "acceptCustody",
    code,
    quantity,
    digest,
  }));
}
