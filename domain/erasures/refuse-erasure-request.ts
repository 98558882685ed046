import { z } from "zod";
import { requireOverseer } from "../roles/require-overseer.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { parseInput, requiredText } from "../shared/input.ts";
import { wordsForAsker } from "./erasure-requests.ts";
import type { ErasureRequest } from "./ports.ts";

const refusalInput = z.object({ reason: requiredText("Reason", 1000) });

/**
 * Refuse a request for erasure, with a reason that who asked is told by mail. Throws `not-found`, `validation`, `forbidden`
 * for whoever may not erase, and a `conflict` for one that has ended.
 */
export async function refuseErasureRequest(
  services: Pick<Services, "administrators" | "delivery" | "erasureRequests" | "mirror" | "now">,
  context: Context,
  id: string,
  input: unknown,
): Promise<ErasureRequest> {
  const { id: endedBy } = await requireOverseer(services, context, "refuse a request for erasure");
  const { reason: answer } = parseInput(refusalInput, input);
  const request = await services.erasureRequests.byId(id);
  if (!request) throw new DomainError("not-found", "There is no such request for erasure");
  const { batchId } = request;
  const end = { status: "refused" as const, endedAt: services.now(), endedBy, answer, erasure: null };
  const ended = await services.erasureRequests.end({ id, batchId }, end, wordsForAsker(services));
  if (!ended) throw new DomainError("conflict", REQUEST_ENDED);
  services.delivery.wake();
  return ended;
}

/** What is said of a request that waits for nothing any more. */
export const REQUEST_ENDED = "This request for erasure has ended already";
