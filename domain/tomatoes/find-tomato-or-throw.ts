/** Batch names in the tomato document: the whole id, so that every batch of the contract has one. */
import { z } from "zod";
import type { Batch } from "../batches/batch.ts";
import { throwIfUnderWay } from "../batches/find-batch-or-throw.ts";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { traceIdOf } from "../shared/identifiers.ts";

const TOMATO_ID = /^TOMATO_([0-9a-f]{64})$/;
const FORMAT = "Tomato ID must be TOMATO_ and 64 hexadecimal digits in lower case";

/** A batch's name in the tomato document. */
export function tomatoIdOf(batchId: Hex): string {
  return `TOMATO_${batchId.slice(2)}`;
}

/** A tomato's name in a request. */
export const tomatoIdSchema = z
  .string({ error: (issue) => (issue.input === undefined ? "Tomato ID is required" : FORMAT) })
  .min(1, "Tomato ID is required")
  .regex(TOMATO_ID, FORMAT);

/** The batch of this name. Throws `not-found`, also for a malformed name and a withdrawn batch. */
export async function findTomatoOrThrow(
  services: Pick<Services, "mirror" | "outbox">,
  tomatoId: string,
): Promise<Batch> {
  const digits = TOMATO_ID.exec(tomatoId)?.[1];
  const id: Hex = `0x${digits}`;
  const batch = digits === undefined ? undefined : await services.mirror.batchByTraceId(traceIdOf(id));
  if (!batch && digits !== undefined) await throwIfUnderWay(services, id);
  if (batch?.id !== id) throw new DomainError("not-found", "Tomato not found");
  if (batch.status === "withdrawn") throw new DomainError("not-found", "The tomato was withdrawn");
  return batch;
}
