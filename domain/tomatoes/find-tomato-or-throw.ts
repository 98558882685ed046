/** Batch names in the tomato document: the whole id, so that every batch of the contract has one. */
import { z } from "zod";
import type { Batch } from "../batches/batch.ts";
import { throwIfUnderWay } from "../batches/find-batch-or-throw.ts";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { batchIdOfTomato, traceIdOf } from "../shared/identifiers.ts";

const FORMAT = "Tomato ID must be TOMATO_ and 64 hexadecimal digits in lower case";

/** A tomato's name in a request. */
export const tomatoIdSchema = z
  .string({ error: (issue) => (issue.input === undefined ? "Tomato ID is required" : FORMAT) })
  .min(1, "Tomato ID is required")
  .refine((id) => id === "" || batchIdOfTomato(id) !== undefined, FORMAT);

/** The batch of this name. Throws `not-found`, also for a malformed name and a withdrawn batch. */
export async function findTomatoOrThrow(
  services: Pick<Services, "mirror" | "outbox">,
  tomatoId: string,
): Promise<Batch> {
  const id = batchIdOfTomato(tomatoId);
  const batch = id && (await services.mirror.batchByTraceId(traceIdOf(id)));
  if (!batch && id) await throwIfUnderWay(services, id);
  if (!batch || batch.id !== id) throw new DomainError("not-found", "Tomato not found");
  if (batch.status === "withdrawn") throw new DomainError("not-found", "The tomato was withdrawn");
  return batch;
}
