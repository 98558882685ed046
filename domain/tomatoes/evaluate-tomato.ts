import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import { addEventOf } from "../events/add-event.ts";
import type { Operation } from "../operations/outbox.ts";
import { idempotencyOf, type KeyedRequest } from "../operations/submit-act.ts";
import { PERMISSIONS } from "../roles/permissions.ts";
import { requirePermission } from "../roles/require-permission.ts";
import type { Context, Services } from "../services.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { type EvaluationAnswer, evaluationAnswerOf, evaluationText } from "./evaluation.ts";
import { EVALUATED, type EvaluationPictures, type EvaluationRequest, EvaluatorFailure } from "./evaluator.ts";
import { findTomatoOrThrow, tomatoIdSchema } from "./find-tomato-or-throw.ts";
import { eventOf, type TomatoServices } from "./internal.ts";
import { keepPicture } from "./keep-picture.ts";
import { picturesOf } from "./pictures.ts";

const INVALID_ROLE = "Invalid role parameter. Use 'sampling' or 'harvest'.";
/** The longest description of a step: a longer result goes only into its details. */
const MAXIMUM_DESCRIPTION = 5000;

const roleInput = z.object({ role: z.enum(EVALUATED, { error: INVALID_ROLE }) });
const tomatoInput = z.object({ tomatoId: tomatoIdSchema });

/** What the evaluation service said, and the operation that records it: null where there is nothing to record. */
export interface EvaluatedTomato extends EvaluationAnswer {
  readonly operation: Operation | null;
  /** Whether the evaluation is still on its way to the chain. */
  readonly pending: boolean;
}

/**
 * Have a tomato evaluated, by a picture that came along before all others, and record the evaluation with it before
 * returning it. Throws `forbidden`, `validation`,
 * `not-found`, `conflict`, and an EvaluatorFailure.
 */
export async function evaluateTomato(
  services: TomatoServices & Pick<Services, "evaluator">,
  context: Context,
  input: unknown,
  sent?: Uint8Array,
): Promise<EvaluatedTomato> {
  const account = requireAccount(context);
  await requirePermission(services, account, PERMISSIONS.tomato.evaluate, "evaluate tomatoes");
  // One after the other: a wrong role gets the document's own message and no other.
  const request = { ...parseInput(roleInput, input), ...parseInput(tomatoInput, input) };
  const batch = await findTomatoOrThrow(services, request.tomatoId);
  const picture = await keepPicture(services, context, sent);
  const idempotency = await idempotencyOf(services, context, account, {
    verb: "evaluate-tomato",
    ...request,
    ...(picture && { picture: picture.sha256 }),
  });
  const pictures = async function* () {
    if (picture) yield picture;
    else yield* picturesOf(services, batch);
  };
  const answer = evaluationAnswerOf(await answered(services, account, request, pictures, idempotency));
  if (answer.result === null) return { ...answer, operation: null, pending: false };
  const text = evaluationText(answer.result);
  const event = eventOf(services, {
    type: "evaluation",
    description: text.length <= MAXIMUM_DESCRIPTION ? text : "",
    details: { role: request.role, result: answer.result },
    attachments: picture ? [picture.attachment] : [],
  });
  const { operation, result } = await addEventOf(services, context, batch, event, idempotency);
  return { ...answer, operation, pending: result === null };
}

/** The service's answer; for a retry its first answer, which is what was recorded. */
async function answered(
  services: Pick<Services, "evaluator" | "requests">,
  account: Account,
  request: EvaluationRequest,
  pictures: EvaluationPictures,
  idempotency: KeyedRequest | undefined,
): Promise<string> {
  const { evaluator, requests } = services;
  const earlier = idempotency && (await requests.find(account.id, idempotency));
  if (earlier !== undefined) return earlier;
  if (!evaluator) throw new EvaluatorFailure("no evaluation service is set on this server");
  const text = await evaluator.evaluate(request, pictures);
  if (!idempotency) return text;
  // An unusable answer is not stored: a retry asks again.
  evaluationAnswerOf(text);
  await requests.remember(account.id, idempotency, text);
  // Of two simultaneous requests, both use the answer that was stored first.
  return (await requests.find(account.id, idempotency)) ?? text;
}
