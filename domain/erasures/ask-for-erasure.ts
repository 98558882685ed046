import { z } from "zod";
import { emailSchema } from "../accounts/account-input.ts";
import { findBatchByCodeOrThrow, findBatchByTraceIdOrThrow } from "../batches/find-batch-or-throw.ts";
import { idempotencyOf } from "../operations/submit-act.ts";
import { journeyEntriesOf } from "../records/journey-entries.ts";
import type { Context, Services } from "../services.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { lineIdOf } from "../shared/identifiers.ts";
import { optionalText, parseInput, requiredText } from "../shared/input.ts";
import { newId } from "../shared/new-id.ts";
import { dueAfter } from "./erasure-requests.ts";
import type { ErasureRequest } from "./ports.ts";

/** Of what, why, and who is to be answered. */
export const erasureRequestInput = z.object({
  traceId: optionalText("Trace ID", 100),
  /** For who knows only what the label says. */
  batchCode: optionalText("Batch code", 200),
  seq: z.int({ error: "Line must be a whole number from 1" }).min(1, "Line must be a whole number from 1").nullish(),
  eventId: optionalText("Event ID", 100),
  reason: requiredText("Reason", 2000),
  contact: emailSchema,
});

/**
 * Ask that what is said of oneself is erased, with an account or without one: it is kept with the day by which it has to be
 * answered (`dueAfter`). Which line it is need not be known. Throws `validation` and `not-found`.
 */
export async function askForErasure(
  services: Pick<Services, "batchId" | "erasureRequests" | "hashOf" | "mirror" | "now" | "outbox" | "requests">,
  context: Context,
  input: unknown,
): Promise<ErasureRequest> {
  const { traceId, batchCode, seq, eventId, reason, contact } = parseInput(erasureRequestInput, input);
  if (!traceId && !batchCode) throw invalid("traceId", "Trace ID is required");
  const batch = traceId
    ? await findBatchByTraceIdOrThrow(services, traceId)
    : await findBatchByCodeOrThrow(services, batchCode);
  const { account } = context;
  const request = { verb: "ask-for-erasure", input };
  const idempotency = account ? await idempotencyOf(services, context, account, request) : undefined;
  const line = eventId ? await lineOfEvent(services, batch.id, eventId) : (seq ?? null);
  if (line !== null && !(await services.mirror.lineAt(batch.id, line))) {
    throw new DomainError("not-found", "This trace batch has no such line");
  }
  const askedAt = services.now();
  return services.erasureRequests.add(
    {
      ...{ id: newId("erasure-request"), batchId: batch.id, batchCode: batch.code, line, reason, contact },
      ...{ accountId: account?.id ?? null, askedAt, dueAt: dueAfter(askedAt) },
    },
    idempotency,
  );
}

async function lineOfEvent({ mirror }: Pick<Services, "mirror">, id: Hex, eventId: string): Promise<number> {
  const found = journeyEntriesOf(await mirror.linesOf(id)).find(
    ({ line, part }) => lineIdOf("event", id, line.chain.seq, part?.index) === eventId,
  );
  if (!found) throw new DomainError("not-found", "Event not found");
  return found.line.chain.seq;
}
