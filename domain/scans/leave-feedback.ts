import { z } from "zod";
import { findBatchByCodeOrThrow } from "../batches/find-batch-or-throw.ts";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { optionalText, parseInput } from "../shared/input.ts";
import { newId } from "../shared/new-id.ts";
import type { Client, Feedback } from "./ports.ts";

const message = "Rating must be a whole number from 1 to 5";
const leaveFeedbackInput = z.object({
  rating: z.int({ error: message }).min(1, message).max(5, message),
  text: optionalText("Text", 1_000),
});

/**
 * Record a shopper's feedback on a batch, once per visitor and day. Sending the same again gives the same answer;
 * throws a `conflict` for anything else on that day, and `not-found`.
 */
export async function leaveFeedback(
  services: Pick<Services, "batchId" | "feedback" | "mirror" | "now" | "outbox" | "visitors">,
  code: string,
  client: Client,
  input: unknown,
): Promise<Feedback> {
  const { rating, text } = parseInput(leaveFeedbackInput, input);
  const batch = await findBatchByCodeOrThrow(services, code);
  const createdAt = services.now();
  // A different pseudonym than scans have: feedback cannot be linked to the place of a scan.
  const visitor = await services.visitors.nameOf(createdAt, `feedback ${batch.id}`, client);
  const kept = await services.feedback.leave({
    id: newId("feedback"),
    batchId: batch.id,
    visitor,
    rating,
    text,
    createdAt,
  });
  if (kept.rating === rating && kept.text === text) return kept;
  throw new DomainError("conflict", "You have already rated this batch today");
}
