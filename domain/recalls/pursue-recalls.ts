import type { Context, Services } from "../services.ts";
import { pursueLift } from "./lift-recall.ts";
import { type MarkServices, markRecall } from "./mark-recall.ts";
import { tellOutsiders } from "./outsiders.ts";
import { type PlanServices, planRecall, standingOf } from "./plan-recall.ts";
import type { Recall } from "./ports.ts";
import { remindHolders } from "./remind-holders.ts";
import { isSettled, revisedMarking } from "./revise-item.ts";
import { tellHolders } from "./tell-holders.ts";

/** So many batches a recall may grow to while it stands. */
const MOST_IN_ALL = 100_000;

type Needs = MarkServices & PlanServices & Pick<Services, "accounts" | "delivery" | "keyedHash">;

/**
 * Go on with recalls that stand: batches that are not marked by the mirror are brought again, as whoever began it can mark
 * them now; what was made of them since is taken in; and whoever holds any is told. And go on with lifting others.
 */
export async function pursueRecalls(services: Needs): Promise<void> {
  const { recalls } = services;
  // Whoever holds something is told first, whatever keeps the chain from being told.
  await tellHolders(services);
  await remindHolders(services);
  await tellOutsiders(services);
  // Read before the batches are: what comes meanwhile is looked at once more.
  const line = await recalls.finalLine();
  const failed: number[] = [];
  let failure: unknown;
  for (const recall of await recalls.unsettledLifts()) {
    try {
      await pursueLift(services, recall);
    } catch (error) {
      failure = error;
    }
  }
  const looked: { readonly number: number; readonly isSettled: boolean }[] = [];
  for (const recall of await recalls.unsettled()) {
    try {
      looked.push({ number: recall.number, isSettled: await pursueRecall(services, recall) });
    } catch (error) {
      // One account's trouble is no other's: it is told of at the end.
      failed.push(recall.number);
      failure = error;
    }
  }
  // Also who holds what was just taken in: what is looked at and settled is not looked at for whom to tell any more.
  await tellHolders(services);
  for (const { number, isSettled } of looked) await recalls.settle(number, isSettled);
  await recalls.lookedAt(line, failed);
  if (failure !== undefined) throw failure;
}

/** Whether nothing is left to do. */
async function pursueRecall(services: Needs, recall: Recall): Promise<boolean> {
  const { accounts, now, recalls } = services;
  const { number, batchId, scope } = recall;
  const account = await accounts.byId(recall.accountId);
  // Of a drill nothing goes on chain.
  if (!account || recall.isDrill) return true;
  const known = new Map((await recalls.items(number)).map((item) => [item.batchId, item]));
  const plan = await planRecall(services, await standingOf(services, account), batchId, scope, MOST_IN_ALL);
  const appeared = plan.items.filter((item) => !known.has(item.batchId));
  const revised = plan.items.flatMap((planned) => {
    const item = known.get(planned.batchId);
    const marking = item && revisedMarking(item, planned);
    return marking ? [{ ...marking, batchId: planned.batchId }] : [];
  });
  await recalls.extend(number, appeared, now());
  await recalls.revise(number, revised);

  const context: Context = { account, idempotencyKey: null, respondAsync: true };
  const open = (await recalls.items(number)).filter(({ operationId }) => operationId === null);
  const { failure } = await markRecall(services, context, account, recall, open);
  if (failure !== undefined) throw failure;
  return (await recalls.items(number)).every(isSettled);
}
