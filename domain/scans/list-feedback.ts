import type { Context, Services } from "../services.ts";
import { pageSchema, parseInput } from "../shared/input.ts";
import { type ToldPage, toldPage } from "../shared/page.ts";
import { observedBatch } from "./internal.ts";
import type { Feedback } from "./ports.ts";

const listFeedbackInput = pageSchema.omit({ search: true });

/** One page of shoppers' feedback on a batch, the latest first, and the paging values that were applied. */
export async function listFeedback(
  services: Pick<Services, "accounts" | "administrators" | "feedback" | "keys" | "mirror" | "outbox">,
  context: Context,
  traceId: string,
  input: unknown,
): Promise<ToldPage<Feedback>> {
  const request = parseInput(listFeedbackInput, input);
  const batch = await observedBatch(services, context, traceId, "listFeedback");
  return toldPage(await services.feedback.list(batch.id, request), request);
}
