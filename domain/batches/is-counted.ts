import type { Batch } from "./batch.ts";

/**
 * Whether anybody said how much a batch is. A tomato is added without a quantity, which stands as 0 on chain; a batch
 * that was used up had one, and nothing is left of it.
 */
export function isCounted({ quantity, description }: Pick<Batch, "quantity" | "description">): boolean {
  return quantity > 0n || (description !== null && description.quantity !== "0");
}
