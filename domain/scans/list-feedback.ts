import type { Context, Services } from "../services.ts";
import { pageSchema, parseInput } from "../shared/input.ts";
import type { Page } from "../shared/page.ts";
import { observedBatch } from "./internal.ts";
import type { Feedback } from "./ports.ts";

const listFeedbackInput = pageSchema.omit({ search: true });

/** One page of shoppers' feedback on a batch, the latest first, and the paging values that were applied. */
export async function listFeedback(
  services: Pick<Services, "accounts" | "administrators" | "feedback" | "keys" | "mirror" | "outbox">,
  context: Context,
  traceId: string,
  input: unknown,
): Promise<Page<Feedback> & { readonly page: number; readonly limit: number }> {
  const request = parseInput(listFeedbackInput, input);
  const batch = await observedBatch(services, context, traceId, "listFeedback");
  return { ...(await services.feedback.list(batch.id, request)), ...request };
}
