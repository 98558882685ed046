import { findBatchByCodeOrThrow } from "../batches/find-batch-or-throw.ts";
import type { Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { DEEPEST, MOST_EDGES } from "./bounds.ts";
import { isShownToAll } from "./withheld.ts";

/** A batch that another was made of, as far as anybody may be told. */
export interface Ancestor {
  readonly id: Hex;
  /** Null while its description is not public. */
  readonly code: string | null;
  readonly head: Hex;
}

/** What a batch was made of. */
export interface Ancestry {
  readonly ancestors: readonly Ancestor[];
  /** Whether there are more. */
  readonly truncated: boolean;
}

/**
 * What a batch was made of, the nearest first, for whoever checks each of them against the chain. What stands behind a batch
 * that is withheld is left out (withheld.ts). Throws `not-found`.
 *
 * @param limit The most ancestors.
 */
export async function listAncestors(
  services: Pick<Services, "batchId" | "lineages" | "mirror" | "outbox">,
  code: string,
  limit: number,
): Promise<Ancestry> {
  const { id } = await findBatchByCodeOrThrow(services, code);
  const { nodes, isTruncated } = await services.lineages.follow([id], "up", DEEPEST, limit + 1, {
    mostEdges: MOST_EDGES,
    through: isShownToAll,
  });
  const ancestors = nodes
    .filter((node) => node.id !== id)
    .map((node) => ({ id: node.id, code: isShownToAll(node) ? node.code : null, head: node.head }));
  return { ancestors, truncated: isTruncated };
}
