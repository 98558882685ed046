import { z } from "zod";
import { findBatchOrThrow } from "../batches/find-batch-or-throw.ts";
import type { Operation } from "../operations/outbox.ts";
import { idempotencyOf } from "../operations/submit-act.ts";
import type { Context, Services } from "../services.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import { optionalText, parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { roleSet } from "../shared/roles.ts";
import { type MarkServices, markRecall } from "./mark-recall.ts";
import { MOST_BATCHES, planRecall, type RecallPlan, requireMakerOfAll } from "./plan-recall.ts";
import { RECALL_CLASSES, RECALL_SCOPES, type Recall } from "./ports.ts";

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
  /** Only tell what would be reached. */
  dryRun: z.boolean({ error: "Dry run must be true or false" }).default(false),
  /** An exercise: kept and timed, but nothing is written on chain and nobody is told. */
  drill: z.boolean({ error: "Drill must be true or false" }).default(false),
});

/** What a recall would reach, or a recall that began. */
export type RecallOutcome =
  | { readonly preview: RecallPlan }
  | { readonly recall: Recall; readonly operations: readonly Operation[] };

/**
 * Recall a batch, and what was made of it: on chain what the account holds, made or may order to be recalled; the holders of
 * all else are told. The recall is kept before any of it goes on chain, and goes on after whatever ends this process.
 * Throws `not-found`, `validation`, and `forbidden` for who neither holds nor made the batch and is no regulator.
 */
export async function recallBatch(
  services: MarkServices & Pick<Services, "lineages" | "mirror" | "recallFacts" | "requests">,
  context: Context,
  traceId: string,
  input: unknown,
): Promise<RecallOutcome> {
  const account = requireAccount(context);
  const { dryRun, drill, ...words } = parseInput(recallInput, input);
  const found = await services.mirror.batchByTraceId(traceId);
  const isRegulator = ((await services.mirror.rolesOf(account.address)) & roleSet("regulator")) !== 0;
  // What was withdrawn is still what other batches were made of: a regulator reaches those by it.
  const batch = found && isRegulator ? found : await findBatchOrThrow(services, traceId);
  const request = await idempotencyOf(services, context, account, { verb: "recallBatch", traceId, input });
  const made = request && !dryRun ? await services.requests.find(account.id, request) : undefined;
  if (made !== undefined) return goOn(Number(made));

  // First of all whether it is one's own to recall: all else costs as much as there are batches.
  const [own] = (await planRecall(services, account, batch, "batch")).items;
  if (!own || own.marking === "notice") {
    throw new DomainError("forbidden", "Only who holds or made this trace batch recalls it, or a regulator");
  }
  if (words.scope === "lineage" && !isRegulator) await requireMakerOfAll(services, account, batch);
  const plan = await planRecall(services, account, batch, words.scope);
  if (dryRun) return { preview: plan };
  for (const field of ["reason", "instruction", "contact"] as const) {
    if (!words[field]) throw invalid(field, `${field[0]?.toUpperCase()}${field.slice(1)} is required`);
  }
  if (plan.isTruncated) {
    throw new DomainError("conflict", `More than ${MOST_BATCHES} batches are reached: recall them in parts`);
  }
  const kept = await services.recalls.add(
    {
      ...words,
      isDrill: drill,
      accountId: account.id,
      batchId: batch.id,
      batchCode: batch.code,
      createdAt: services.now(),
      items: plan.items,
    },
    request,
  );
  return goOn(kept.number);

  async function goOn(number: number): Promise<RecallOutcome> {
    const recall = (await services.recalls.byNumber(number)) as Recall;
    const operations = await markRecall(services, context, account, recall);
    return { recall: (await services.recalls.byNumber(number)) as Recall, operations };
  }
}
