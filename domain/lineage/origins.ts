/** What speaks against a batch by what it was made of. */
import type { Batch } from "../batches/batch.ts";
import type { Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { MOST_BATCHES } from "./bounds.ts";
import type { IllAbove } from "./ports.ts";

/**
 * What stands against goods by what they were made of; undefined for nothing. A pass of their own outweighs a fail. What was
 * withdrawn while it was recalled is recalled still, for all that was made of it.
 */
export function illOf(
  { verdict }: Pick<Batch, "verdict">,
  above: IllAbove | undefined,
): "recalled" | "failed" | undefined {
  if (above?.isRecalled) return "recalled";
  return verdict !== "pass" && above?.hasFailed ? "failed" : undefined;
}

/** What stands against what each of these batches was split off or made of, near and far. */
export function illAbove(
  { lineages }: Pick<Services, "lineages">,
  batchIds: readonly Hex[],
): Promise<ReadonlyMap<Hex, IllAbove>> {
  return lineages.illAbove(batchIds, MOST_BATCHES);
}

/** What stands against a batch by what it was split off or made of; undefined for nothing. */
export async function illOriginOf(
  services: Pick<Services, "lineages">,
  batch: Pick<Batch, "id" | "verdict">,
): Promise<ReturnType<typeof illOf>> {
  return illOf(batch, (await illAbove(services, [batch.id])).get(batch.id));
}
