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

/** What it comes to. What was ordered to be recalled is that, also where it had been withdrawn before. */
export function statusOf({ recalls, withdrawn }: Endings): BatchStatus {
  const isRecalled = (recalls & BY_ORDER) !== 0 || (!withdrawn && recalls !== 0);
  return isRecalled ? "recalled" : withdrawn ? "withdrawn" : "active";
}

const recallBit = (capacity: unknown) => RECALL_BITS[CAPACITIES[Number(capacity)] ?? "none"] ?? 0;
