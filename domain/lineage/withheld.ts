/**
 * How far strangers see a lineage, in one place: reading one, proving it, and telling what is known of ancestors all go by it.
 * A batch that is withheld is a blank. That it is there is told, for the lines of its neighbours name it; what stands behind it
 * is not, unless another way leads there: that one's own lines would tell, and nobody is shown those. So nothing can be
 * learned by counts either. Notices that something was recalled or failed do go through it (origins.ts): they name nothing,
 * and nobody escapes a recall by withholding a batch.
 */
import type { LineageNode } from "./ports.ts";

/** Whether anybody may see a batch of a lineage, and what stands behind it. */
export const isShownToAll = ({ isPublic }: Pick<LineageNode, "isPublic">): boolean => isPublic;
