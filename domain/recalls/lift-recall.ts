import { z } from "zod";
import { selvesOf } from "../accounts/selves-of.ts";
import type { Operation } from "../operations/outbox.ts";
import { stepDocument } from "../operations/step-document.ts";
import { type KeyedRequest, submitAct } from "../operations/submit-act.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { parseInput, requiredText } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { MarkServices } from "./mark-recall.ts";
import type { Recall, RecallItem } from "./ports.ts";
import { readRecall } from "./read-recall.ts";

/** Why it is over. */
export const liftInput = z.object({ reason: requiredText("Reason", 2000) });

/**
 * Lift a recall that the account began: each batch that it had marked by a line of its own. Throws `not-found`, also for one
 * that does not concern it, `validation`, `forbidden` for another's, and a `conflict` for one that is lifted already.
 */
export async function liftRecall(
  services: MarkServices & Pick<Services, "accounts" | "mirror">,
  context: Context,
  id: string,
  input: unknown,
): Promise<{
  readonly recall: Recall;
  readonly items: readonly RecallItem[];
  readonly operations: readonly Operation[];
}> {
  const account = requireAccount(context);
  const { reason } = parseInput(liftInput, input);
  const { recall } = await readRecall(services, context, id);
  if (recall.accountId !== account.id) throw new DomainError("forbidden", "A recall is lifted by who began it");
  if (recall.liftedAt && recall.liftReason !== reason) {
    throw new DomainError("conflict", "This recall is lifted already");
  }
  // First: what follows can be begun again by the same request.
  await services.recalls.lift(recall.number, reason, services.now());
  // What another recall has marked in the same way stays recalled: on chain the two are one.
  const others = await services.recalls.alsoMarked(recall.number);
  const marked = (await services.recalls.items(recall.number)).filter(
    ({ code, operationId, actor }) => operationId !== null && actor !== null && !others.has(code),
  );
  const operations: Operation[] = [];
  for (const { code, actor, marking } of marked) {
    const self = selvesOf(services, account).find(({ address }) => address === actor);
    if (!self) continue;
    const key = await keyOf(services, account.id, recall, code);
    // None is waited for: one that the contract does not take is told by its operation.
    const asked = { ...context, respondAsync: true };
    const operation = await submitAct(services, asked, self, key, async () => ({
      restricted: false,
      document: stepDocument(services, self, code, "recall-lifted", { description: reason, details: { recall: id } }),
      act: (digest: Hex) => ({ verb: marking === "order" ? "liftOrder" : "lift", code, digest }) as const,
    }));
    operations.push(operation);
  }
  const lifted = (await services.recalls.byNumber(recall.number)) as Recall;
  return { recall: lifted, items: await services.recalls.items(recall.number), operations };
}

/** A key that no client can send: theirs are ASCII. */
async function keyOf(
  { hashOf, outbox }: Pick<Services, "hashOf" | "outbox">,
  accountId: number,
  { id }: Recall,
  code: string,
): Promise<KeyedRequest> {
  const own = { key: `${id}·lift·${code}`, requestHash: hashOf({ verb: "liftRecall", recall: id, code }) };
  return { ...own, earlier: await outbox.find(accountId, own) };
}
