import type { Capacity } from "./capacity.ts";
import { isBeginning } from "./kinds.ts";

/** The part of a line that this depends on. */
export interface WrittenLine {
  readonly seq: number;
  readonly event: string;
  readonly actor: string;
  readonly capacity: Capacity;
  /** Of a beginning: for whom the batch was made. */
  readonly holder?: string;
}

/**
 * Which lines, by their numbers, are outsiders': written by no more than a role, by somebody who did not hold the batch
 * then. On an open batch that is anybody with a role, so that what is wrong with one speaks against its author alone. Who
 * holds an open batch and has a role writes by it too (docs/contract.md, "Standing"): those lines are the batch's own.
 */
export function outsidersAmong(lines: readonly WrittenLine[]): ReadonlySet<number> {
  const outsiders = new Set<number>();
  let custodian: string | undefined;
  for (const { seq, event, actor, capacity, holder } of lines) {
    if (isBeginning(event)) custodian = holder;
    if (event === "CustodyAccepted") custodian = actor;
    if (capacity === "role" && actor !== custodian) outsiders.add(seq);
  }
  return outsiders;
}
