import type { Account } from "../accounts/account.ts";
import { stepDocument } from "../operations/step-document.ts";
import { type KeyedRequest, type SubmitServices, submitAct, type Written } from "../operations/submit-act.ts";
import type { Line } from "../records/line.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Batch } from "./batch.ts";
import type { Contributions } from "./create-batch.ts";
import type { OwnBatch } from "./find-batch-or-throw.ts";

const KIND = "opening";

/**
 * Let everybody with a role write on a batch from now on, or only whom its holder admits, by a line of the holder's. What
 * was written before stays as it is. Gives the batch as of that line.
 */
export async function setContributions(
  services: SubmitServices & Pick<Services, "mirror">,
  context: Context,
  account: Account,
  { batch, holders: [holder] }: OwnBatch,
  contributions: Contributions,
  idempotency: KeyedRequest | undefined,
): Promise<Written<{ readonly batch: Batch; readonly line: Line }>> {
  const open = contributions === "open";
  const operation = await submitAct(services, context, holder, idempotency, async () => {
    const { code } = batch;
    return {
      restricted: false,
      document: stepDocument(services, account, code, KIND, { details: { contributions } }),
      act: (digest) => ({ verb: "setOpen", code, open, digest }),
    };
  });
  if (!operation.chain) return { operation, result: null };
  const line = await services.mirror.lineAt(batch.id, operation.chain.seq);
  if (!line) throw new DomainError("unavailable", "The change is on chain but cannot be read yet");
  const changed = { ...batch, open, seq: operation.chain.seq, head: line.head, updatedAt: line.timestamp };
  return { operation, result: { batch: changed, line } };
}
