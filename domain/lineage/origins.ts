/** What speaks against a batch by what it was made of. */
import type { Batch } from "../batches/batch.ts";
import type { Services } from "../services.ts";
import { DEEPEST, MOST_BATCHES } from "./bounds.ts";
import type { LineageNode } from "./ports.ts";

/** A batch that another was split off or made of. */
export type Origin = Pick<LineageNode, "recalls" | "verdict">;

/**
 * What stands against goods by what they were made of; undefined for nothing. A pass of their own outweighs a fail. What was
 * withdrawn while it was recalled is recalled still, for all that was made of it.
 */
export function illOf(
  { verdict }: Pick<Batch, "verdict">,
  origins: readonly Origin[],
): "recalled" | "failed" | undefined {
  if (origins.some(({ recalls }) => recalls !== 0)) return "recalled";
  return verdict !== "pass" && origins.some((origin) => origin.verdict === "fail") ? "failed" : undefined;
}

/** The batches that one was split off or made of, near and far. */
export async function originsOf(
  { lineages }: Pick<Services, "lineages">,
  { id }: Pick<Batch, "id">,
): Promise<readonly Origin[]> {
  const { nodes } = await lineages.follow([id], "up", DEEPEST, MOST_BATCHES);
  return nodes.filter((node) => node.id !== id);
}

/** What stands against a batch by what it was split off or made of; undefined for nothing. */
export async function illOriginOf(
  services: Pick<Services, "lineages">,
  batch: Pick<Batch, "id" | "verdict">,
): Promise<ReturnType<typeof illOf>> {
  return illOf(batch, await originsOf(services, batch));
}
