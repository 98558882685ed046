import type { MarkingPlan, RecallItem } from "./ports.ts";

/** So often a batch is to be marked in another way; what then is not marked has its reason in its operations. */
export const MOST_ATTEMPTS = 5;

const UNDER_WAY: readonly RecallItem["operationState"][] = ["unsigned", "waiting", "sent"];

/**
 * Whether nothing is left to do for a batch: a recall of its marking stands on it, its operation's own line was written (and
 * may have been lifted since), its holder is only told, or it was tried often enough.
 */
export function isSettled(item: RecallItem): boolean {
  if (item.isMarked || item.hasLine) return true;
  if (item.operationId !== null) return !UNDER_WAY.includes(item.operationState) && item.attempt >= MOST_ATTEMPTS;
  return item.actor === null;
}

/**
 * How a batch is to be marked from now on, by how it can be; undefined to leave it as it is. An operation that ended without
 * a line of the batch's came too late: it was handed over, or withdrawn, between the plan and the block.
 */
export function revisedMarking(item: RecallItem, now: MarkingPlan): MarkingPlan | undefined {
  if (item.isMarked || item.hasLine || item.attempt >= MOST_ATTEMPTS) return undefined;
  if (item.operationId !== null) {
    return UNDER_WAY.includes(item.operationState) ? undefined : { marking: now.marking, actor: now.actor };
  }
  const isSame = item.marking === now.marking && item.actor === now.actor;
  return isSame ? undefined : { marking: now.marking, actor: now.actor };
}
