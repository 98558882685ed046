import { capacityOf } from "./capacity.ts";
import type { EventArguments } from "./event-arguments.ts";
import { isBeginning } from "./kinds.ts";

/** The part of a line that this depends on. */
interface WrittenLine {
  readonly event: string;
  readonly args: EventArguments;
}

/**
 * Which lines, by their numbers, are statements: written by no more than a role, by somebody who did not hold the batch
 * then. On an open batch that is anybody with a role, so that what is wrong with one speaks against its author alone. Who
 * holds an open batch and has a role writes by it too (docs/contract.md, "Standing"): those lines are the batch's own.
 */
export function statementsIn(lines: readonly WrittenLine[]): ReadonlySet<number> {
  const statements = new Set<number>();
  let custodian: unknown;
  for (const { event, args } of lines) {
    if (isBeginning(event)) custodian = args.holder;
    if (event === "CustodyAccepted") custodian = args.actor;
    if (capacityOf(args) === "role" && args.actor !== custodian) statements.add(Number(args.seq));
  }
  return statements;
}
