/** Recalls and the withdrawal: what ends a batch's ordinary life, and what lifts it. */
import { CAPACITIES, type Capacity } from "./capacity.ts";
import type { EventArguments } from "./event-arguments.ts";

/** The recalls that stand, one bit each (by its holder, by its maker, by order), and whether it was withdrawn. */
export interface Endings {
  readonly recalls: number;
  readonly withdrawn: boolean;
}

/** A batch as its chain has it. */
export type BatchStatus = "active" | "recalled" | "withdrawn";

const BY_ORDER = 4;
const RECALL_BITS: Partial<Record<Capacity, number>> = { holder: 1, maker: 2, authority: BY_ORDER };

/** What stands after one more line, of any event. */
export function withEnding(
  { recalls, withdrawn }: Endings,
  { event, args }: { readonly event: string; readonly args: EventArguments },
): Endings {
  if (event === "Recalled") return { recalls: recalls | recallBit(args.capacity), withdrawn };
  if (event === "Lifted") return { recalls: recalls & ~recallBit(args.recaller), withdrawn };
  return { recalls, withdrawn: withdrawn || event === "Withdrawn" };
}

/** The recalls that stand, each as its line has it: one of each side at most. */
export function standingRecalls<Told extends { readonly event: string; readonly args: EventArguments }>(
  lines: readonly Told[],
): readonly Told[] {
  const standing = new Map<number, Told>();
  for (const line of lines) {
    if (line.event === "Recalled") standing.set(Number(line.args.capacity), line);
    if (line.event === "Lifted") standing.delete(Number(line.args.recaller));
  }
  return [...standing.values()];
}

/** What it comes to. What was ordered to be recalled is that, also where it had been withdrawn before. */
export function statusOf({ recalls, withdrawn }: Endings): BatchStatus {
  const isRecalled = (recalls & BY_ORDER) !== 0 || (!withdrawn && recalls !== 0);
  return isRecalled ? "recalled" : withdrawn ? "withdrawn" : "active";
}

const recallBit = (capacity: unknown) => RECALL_BITS[CAPACITIES[Number(capacity)] ?? "none"] ?? 0;
