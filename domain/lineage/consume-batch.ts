import { z } from "zod";
import type { Batch } from "../batches/batch.ts";
import { findOwnBatchOfRequest } from "../batches/find-batch-or-throw.ts";
import { REASONS } from "../operations/act.ts";
import { stepDocument } from "../operations/step-document.ts";
import { idempotencyOf, type SubmitServices, submitAct, type Written } from "../operations/submit-act.ts";
import type { Line } from "../records/line.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { optionalName, optionalText, parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { amountIn, amountTold, amountWords } from "./amounts.ts";
import { positiveQuantity } from "./positive-quantity.ts";

/** How much is no more there, and what became of it. */
export const consumptionInput = z.object({
  quantity: positiveQuantity("Quantity"),
  reason: z.enum(REASONS, {
    error: (issue) =>
      issue.input === undefined ? "Reason is required" : `Reason must be one of ${REASONS.join(", ")}`,
  }),
  description: optionalText("Description", 5000),
  location: optionalName("Location", 500),
});

/** A batch of which something is gone, and the line that says so. */
export interface ConsumedBatch {
  readonly batch: Batch;
  readonly line: Line;
}

/**
 * Say that some of a batch was sold, used, lost, destroyed or taken as a sample: as much less remains. Throws `not-found`,
 * `validation`, `forbidden` unless the account holds the batch, and a `conflict` where less remains than that.
 */
export async function consumeBatch(
  services: SubmitServices & Pick<Services, "keys" | "mirror">,
  context: Context,
  traceId: string,
  input: unknown,
): Promise<Written<ConsumedBatch>> {
  const account = requireAccount(context);
  const idempotency = await idempotencyOf(services, context, account, { verb: "consume", traceId, input });
  const earlier = idempotency?.earlier;
  const { batch, holders } = await findOwnBatchOfRequest(services, account, earlier, traceId, "consume");
  const { quantity: told, reason, description, location } = parseInput(consumptionInput, input);
  const quantity = amountIn(batch, told, "quantity");
  const operation = await submitAct(services, context, holders[0], idempotency, async () => {
    if (quantity > batch.quantity) {
      throw new DomainError("conflict", `Only ${amountWords(batch, batch.quantity)} remain of this batch`);
    }
    const { code } = batch;
    const details = { ...amountTold(batch, quantity), reason };
    return {
      restricted: batch.visibility !== "public",
      document: stepDocument(services, holders[0], code, "consumption", { description, location, details }),
      act: (digest) => ({ verb: "consume", code, quantity, reason, digest }),
    };
  });
  if (!operation.chain) return { operation, result: null };
  const line = await services.mirror.lineAt(batch.id, operation.chain.seq);
  const now = await services.mirror.batchByTraceId(traceId);
  if (!line || !now) throw new DomainError("unavailable", "The consumption is on chain but cannot be read yet");
  return { operation, result: { batch: now, line } };
}
