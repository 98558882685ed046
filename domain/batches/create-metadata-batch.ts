import { z } from "zod";
import type { Written } from "../operations/submit-act.ts";
import { PERMISSIONS } from "../roles/permissions.ts";
import { requirePermission } from "../roles/require-permission.ts";
import type { Context } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { Batch } from "./batch.ts";
import { fieldsOfMetadata } from "./batch-metadata.ts";
import { type CreateServices, createBatchOf } from "./create-batch.ts";

/** The most bytes of metadata, as JSON. */
export const METADATA_LIMIT = 64 * 1024;

const createMetadataBatchInput = z.object({
  metadata: z.record(z.string(), z.json(), {
    error: (issue) => (issue.input === undefined ? "Metadata is required" : "Metadata must be an object"),
  }),
});

/** Create a batch from free metadata, which is kept as is. Throws `validation`, `payload-too-large` and `forbidden`. */
export async function createMetadataBatch(
  services: CreateServices,
  context: Context,
  input: unknown,
): Promise<Written<Batch>> {
  await requirePermission(services, requireAccount(context), PERMISSIONS.inspection.createBatch, "create a batch");
  const { metadata } = parseInput(createMetadataBatchInput, input);
  if (new TextEncoder().encode(JSON.stringify(metadata)).length > METADATA_LIMIT) {
    throw new DomainError("payload-too-large", `Metadata must have at most ${METADATA_LIMIT} bytes as JSON`);
  }
  return createBatchOf(services, context, fieldsOfMetadata(metadata, services), { metadata });
}
