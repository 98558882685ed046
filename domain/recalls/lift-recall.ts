import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import { addressesOf, selvesOf } from "../accounts/selves-of.ts";
import type { Operation } from "../operations/outbox.ts";
import { stepDocument } from "../operations/step-document.ts";
import { type KeyedRequest, submitAct } from "../operations/submit-act.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { parseInput, requiredText } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { Brought, MarkServices } from "./mark-recall.ts";
import type { LiftedItem, Recall } from "./ports.ts";
import { concernedRecall } from "./read-recall.ts";

/** Why it is over. */
export const liftInput = z.object({ reason: requiredText("Reason", 2000) });

/** Batches that a request itself brings to be lifted: the rest is pursued. */
const LIFTED_AT_ONCE = 20;

type LiftServices = MarkServices & Pick<Services, "accounts" | "mirror">;

/**
 * Lift a recall that the account began: each batch that it recalls on chain, unless another recall that stands has it marked
 * in the same way. The lift is kept before any of it goes on chain, and pursued; the operations are those of the first batches.
 * Asked again, what failed is tried again. Throws `not-found`, also for one that does not concern it, `validation`, `forbidden`
 * for another's, and a `conflict` for one that was lifted for another reason.
 */
export async function liftRecall(
  services: LiftServices,
  context: Context,
  id: string,
  input: unknown,
): Promise<{ readonly recall: Recall } & Pick<Brought, "operations">> {
  const account = requireAccount(context);
  const { reason } = parseInput(liftInput, input);
  const { recall } = await concernedRecall(services, context, id);
  if (recall.accountId !== account.id) throw new DomainError("forbidden", "A recall is lifted by who began it");
  if (recall.liftedAt && recall.liftReason !== reason) {
    throw new DomainError("conflict", "This recall is lifted already");
  }
  await services.recalls.lift(recall.number, reason, services.now());
  const lifted = (await services.recalls.byNumber(recall.number)) as Recall;
  const { operations } = await bringLifts(services, context, account, lifted, true);
  return { recall: lifted, operations };
}

/** Go on with lifting a recall, as whoever began it. */
export async function pursueLift(services: LiftServices, recall: Recall): Promise<void> {
  const account = await services.accounts.byId(recall.accountId);
  if (account) {
    const context: Context = { account, idempotencyKey: null, respondAsync: true };
    for (let brought = LIFTED_AT_ONCE; brought === LIFTED_AT_ONCE; ) {
      const { operations, failure } = await bringLifts(services, context, account, recall, false);
      if (failure !== undefined) throw failure;
      brought = operations.length;
    }
  }
  const own = account ? addressesOf(services, account) : [];
  if (recall.isDrill || (await services.recalls.isLifted(recall.number, own))) {
    await services.recalls.liftSettled(recall.number);
  }
}

async function bringLifts(
  services: LiftServices,
  context: Context,
  account: Account,
  recall: Recall,
  again: boolean,
): Promise<Brought> {
  const operations: Operation[] = [];
  if (recall.isDrill) return { operations, failure: undefined };
  try {
    // What its wallet has not signed yet is not to be signed any more.
    for (const id of await services.recalls.unsignedMarkings(recall.number)) {
      await services.outbox.withdraw(id, "The recall was lifted");
    }
    const selves = new Map(selvesOf(services, account).map((self) => [self.address, self]));
    const batches = await services.recalls.toLift(recall.number, [...selves.keys()], again, LIFTED_AT_ONCE);
    for (const item of batches) {
      const self = selves.get(item.actor) as Account;
      const key = await keyOf(services, account.id, recall, item);
      // None is waited for: one that the contract does not take is told by its operation.
      const asked = { ...context, respondAsync: true };
      const operation = await submitAct(services, asked, self, key, async () =>
        liftingOf(services, self, recall, item),
      );
      await services.recalls.liftAccepted(recall.number, item.batchId, operation.id);
      operations.push(operation);
    }
    return { operations, failure: undefined };
  } catch (failure) {
    return { operations, failure };
  }
}

function liftingOf(
  services: Pick<Services, "now" | "settings">,
  self: Account,
  { id, liftReason }: Recall,
  { code, marking }: LiftedItem,
) {
  const words = { description: liftReason as string, details: { recall: id } };
  return {
    restricted: false,
    document: stepDocument(services, self, code, "recall-lifted", words),
    act: (digest: Hex) => ({ verb: marking === "order" ? "liftOrder" : "lift", code, digest }) as const,
  };
}

/** A key that no client can send: theirs are ASCII. An operation that ended is followed by one of another key. */
async function keyOf(
  { hashOf, outbox }: Pick<Services, "hashOf" | "outbox">,
  accountId: number,
  { id }: Recall,
  { code, liftOperationId }: LiftedItem,
): Promise<KeyedRequest> {
  const requestHash = hashOf({ verb: "liftRecall", recall: id, code, after: liftOperationId });
  const own = { key: [id, "lift", code, ...(liftOperationId ? [liftOperationId] : [])].join("·"), requestHash };
  return { ...own, earlier: await outbox.find(accountId, own) };
}
