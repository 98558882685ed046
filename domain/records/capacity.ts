import type { EventArguments } from "./event-arguments.ts";

/** In which capacity a line was written (contracts/types/Capacity.sol), by its number. */
export const CAPACITIES = ["none", "holder", "party", "authority", "role", "maker", "recipient"] as const;
export type Capacity = (typeof CAPACITIES)[number];

/** The capacity that a line carries. */
export function capacityOf(args: EventArguments): Capacity {
  return CAPACITIES[Number(args.capacity)] ?? "none";
}
