/**
 * How far strangers see a lineage, in one place: reading one, proving it, and telling what is known of ancestors all go by it.
 * A batch that is withheld is a blank. That it is there is told, for the lines of its neighbours name it; what stands behind it
 * is not, unless another way leads there: that one's own lines would tell, and nobody is shown those. So nothing can be
 * learned by counts either. Notices that something was recalled or failed do go through it (origins.ts): they name nothing,
 * and nobody escapes a recall by withholding a batch.
 */
import { addressesOf } from "../accounts/selves-of.ts";
import type { Batch } from "../batches/batch.ts";
import { readerOf, readsAll } from "../roles/access-policy.ts";
import type { Context, Services } from "../services.ts";
import { requireAccount } from "../shared/require-account.ts";
import { MOST_BATCHES } from "./bounds.ts";
import type { LineageNode } from "./ports.ts";

/** Whether anybody may see a batch of a lineage, and what stands behind it. */
export const isShownToAll = ({ isPublic }: Pick<LineageNode, "isPublic">): boolean => isPublic;

/**
 * Whether the caller takes part in a batch's lineage and is shown all of it: who made the batch, or holds it or any of its
 * lineage, inspectors and regulators.
 */
export async function takesPart(
  services: Pick<Services, "accounts" | "keys" | "lineages" | "mirror">,
  context: Context,
  batch: Batch,
): Promise<boolean> {
  const reader = await readerOf(services, context);
  const own = [...addressesOf(services, requireAccount(context)), ...(reader.earlierAddresses ?? [])];
  return (
    readsAll(reader) ||
    own.includes(batch.chain.actor) ||
    (await services.lineages.isHeldIn(batch.id, own, MOST_BATCHES))
  );
}
