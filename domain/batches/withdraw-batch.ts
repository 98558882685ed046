import { stepDocument } from "../operations/step-document.ts";
import { idempotencyOf, type SubmitServices, submitAct, type Written } from "../operations/submit-act.ts";
import type { ChainReference } from "../records/line.ts";
import type { Context, Services } from "../services.ts";
import { requireAccount } from "../shared/require-account.ts";
import { findOwnBatchOrThrow } from "./find-batch-or-throw.ts";

const KIND = "withdrawal";

/**
 * Withdraw a batch: a tombstone, since nothing on chain can be deleted. It disappears from lists, and whoever looks up
 * its code sees that it was withdrawn. Throws `not-found`, `forbidden` unless the account is its holder, and a
 * `conflict` while it is recalled by a regulator.
 */
export async function withdrawBatch(
  services: SubmitServices & Pick<Services, "keys" | "mirror">,
  context: Context,
  traceId: string,
): Promise<Written<ChainReference>> {
  const account = requireAccount(context);
  const idempotency = await idempotencyOf(services, context, account, { verb: "withdraw", traceId });
  const earlier = idempotency?.earlier;
  if (earlier?.chain) return { operation: earlier, result: earlier.chain };
  const { batch, holders } = await findOwnBatchOrThrow(services, account, traceId, "delete");

  const operation = await submitAct(services, context, holders[0], idempotency, async () => {
    const { code } = batch;
    return {
      restricted: false,
      document: stepDocument(services, account, code, KIND),
      act: (digest) => ({ verb: "withdraw", code, digest }),
    };
  });
  return { operation, result: operation.chain };
}
