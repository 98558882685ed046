import { z } from "zod";
import { findBatchOrThrow } from "../batches/find-batch-or-throw.ts";
import { MOST_BATCHES } from "../lineage/bounds.ts";
import type { Operation } from "../operations/outbox.ts";
import { idempotencyOf } from "../operations/submit-act.ts";
import type { Context, Services } from "../services.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import { optionalText, parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { type MarkServices, markRecall } from "./mark-recall.ts";
import { OUTSIDERS_A_DAY, outsidersInput } from "./outsiders.ts";
import {
  isOfAll,
  type PlanServices,
  planRecall,
  type RecallPlan,
  requireMakerOfAll,
  requireOwn,
  standingOf,
} from "./plan-recall.ts";
import { RECALL_CLASSES, RECALL_SCOPES, type Recall, type RecallQuota } from "./ports.ts";
import { type Recipients, recipientsOf } from "./recipients.ts";

/** Why a batch is recalled, how far, and what its holders are to do. */
export const recallInput = z.object({
  reason: optionalText("Reason", 2000),
  class: z.coerce
    .string()
    .pipe(z.enum(RECALL_CLASSES, { error: "Class must be 1, 2 or 3" }))
    .default("2"),
  scope: z.enum(RECALL_SCOPES, { error: `Scope must be one of ${RECALL_SCOPES.join(", ")}` }).default("descendants"),
  instruction: optionalText("Instruction", 2000),
  contact: optionalText("Contact", 500),
  /** Firms without an account that may have had some of it: each is told by a mail. */
  notify: outsidersInput,
  /** Only tell what would be reached. */
  dryRun: z.boolean({ error: "Dry run must be true or false" }).default(false),
  /** An exercise: kept and timed, without lines; holders with an account are told that it is one, and nobody outside. */
  drill: z.boolean({ error: "Drill must be true or false" }).default(false),
});

/** Drills that an account may begin within a day: each tells the holders of everything that it reaches. */
const DRILLS_A_DAY = 5;
const DAY = 86_400_000;

/** What a recall would reach, or a recall that began. */
export type RecallOutcome =
  | { readonly preview: RecallPlan; readonly recipients: Recipients }
  | { readonly recall: Recall; readonly operations: readonly Operation[] };

/**
 * Recall a batch, and what was made of it: on chain what the account holds, made or may order to be recalled; the holders of
 * all else are told. The recall is kept before any of it goes on chain, and goes on after whatever ends this process.
 * Throws `not-found`, `validation`, `forbidden` for who neither holds nor made the batch and is no regulator, and
 * `quota-exceeded` for too many drills.
 */
export async function recallBatch(
  services: MarkServices & PlanServices & Pick<Services, "accounts" | "requests">,
  context: Context,
  traceId: string,
  input: unknown,
): Promise<RecallOutcome> {
  const account = requireAccount(context);
  const { dryRun, drill, notify, ...words } = parseInput(recallInput, input);
  const { recalls } = services;
  const standing = await standingOf(services, account);
  const found = await services.mirror.batchByTraceId(traceId);
  // What was withdrawn is still what other batches were made of: a regulator reaches those by it.
  const batch = found && standing.regulator !== null ? found : await findBatchOrThrow(services, traceId);
  const request = await idempotencyOf(services, context, account, { verb: "recallBatch", traceId, input });
  const made = request && !dryRun ? await services.requests.find(account.id, request) : undefined;
  if (made !== undefined) return goOn(Number(made));

  const began = performance.now();
  await requireOwn(services, standing, batch);
  if (words.scope === "lineage") await requireMakerOfAll(services, standing, batch);
  const plan = await planRecall(services, standing, batch.id, words.scope);
  const planned = performance.now() - began;
  if (dryRun) return { preview: plan, recipients: await recipientsOf(services, context, plan.items) };
  for (const field of ["reason", "instruction", "contact"] as const) {
    if (!words[field]) throw invalid(field, `${field[0]?.toUpperCase()}${field.slice(1)} is required`);
  }
  if (plan.isTruncated) {
    throw new DomainError("conflict", `More than ${MOST_BATCHES} batches are reached: recall them in parts`);
  }
  const now = services.now();
  // Nobody outside is told of an exercise.
  const outsiders = drill ? [] : notify;
  const asked = performance.now();
  const kept = await recalls.add(
    {
      ...words,
      isDrill: drill,
      isOfAll: await isOfAll(services, standing, batch.id),
      accountId: account.id,
      batchId: batch.id,
      batchCode: batch.code,
      createdAt: now,
      timings: { planned },
      items: plan.items,
      outsiders,
    },
    request,
    { since: new Date(now.getTime() - DAY), check: requireWithinQuota },
  );
  const keeping = performance.now() - asked;
  const outcome = await goOn(kept.number);
  await recalls.timed(kept.number, { kept: keeping, brought: performance.now() - asked - keeping });
  return outcome;

  async function goOn(number: number): Promise<RecallOutcome> {
    const recall = (await recalls.byNumber(number)) as Recall;
    // What keeps any of it from the chain now does not undo the recall: it is pursued.
    const { operations } = await markRecall(services, context, account, recall, await recalls.items(number));
    return { recall, operations };
  }

  /** Earlier ones count for what is asked for now alone: who may begin no more drills can still recall. */
  function requireWithinQuota(begun: Parameters<RecallQuota["check"]>[0]): void {
    if (drill && begun.drills > DRILLS_A_DAY) {
      throw new DomainError("quota-exceeded", `No more than ${DRILLS_A_DAY} drills may be begun within a day`);
    }
    if (outsiders.length > 0 && begun.outsiders > OUTSIDERS_A_DAY) {
      throw new DomainError("quota-exceeded", `No more than ${OUTSIDERS_A_DAY} firms can be told within a day`);
    }
  }
}
