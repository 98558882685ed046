/**
 * Which operations can be brought together, and in which order.
 *
 * Exactly once needs no plan: an operation keeps one nonce of its actor, under which the contract takes one act and no
 * more, however often and by whomever it is brought (nonces.ts). Order does: all acts on a batch, or on one account's
 * standing with another, keep the order in which they were accepted, but for those that stand beside one another.
 */
import { isOfficerAct } from "../../domain/operations/act.ts";
import type { LoggedOperation, OperationLog } from "../../domain/operations/operation-log.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { subjectOf } from "./subjects.ts";

/**
 * Acts of which one may be brought before another that was accepted earlier. All others keep the order of acceptance on
 * their batch: what was changed before it was withdrawn could not be changed afterwards.
 */
const IN_ANY_ORDER: ReadonlySet<string> = new Set(["record", "inspect"]);

/** What can be brought now, in order, and what has to wait for an act that was accepted before it. */
export interface Plan {
  readonly planned: readonly LoggedOperation[];
  readonly held: readonly LoggedOperation[];
}

/** Plan operations, given in the order of acceptance. */
export async function planOf(operations: readonly LoggedOperation[], log: OperationLog): Promise<Plan> {
  const { planned, held } = await officerPlanOf(operations, log);
  const batches = new Map<Hex, LoggedOperation[]>();
  for (const operation of operations) {
    const id = subjectOf(operation.act, operation.actor);
    if (id !== null) batches.set(id, [...(batches.get(id) ?? []), operation]);
  }
  for (const [id, ofBatch] of batches) {
    const undone = [...(await log.undoneOn(id))];
    for (const operation of ofBatch) {
      const { number, act } = operation;
      const mayGo = undone.every(
        (other) => other.number >= number || (IN_ANY_ORDER.has(act.verb) && IN_ANY_ORDER.has(other.act.verb)),
      );
      if (!mayGo) held.push(operation);
      else {
        planned.push(operation);
        const own = undone.findIndex((other) => other.id === operation.id);
        if (own !== -1) undone.splice(own, 1);
      }
    }
  }
  return { planned, held };
}

/**
 * What officers do goes first: the acts of who is granted a role may be among the others. On one account it keeps the
 * order of acceptance, so that no grant comes after the revocation that followed it.
 */
async function officerPlanOf(operations: readonly LoggedOperation[], log: OperationLog) {
  const [planned, held]: [LoggedOperation[], LoggedOperation[]] = [[], []];
  const undone = new Map<Hex, number[]>();
  for (const operation of operations) {
    const { act, number } = operation;
    if (!isOfficerAct(act)) continue;
    const numbers = undone.get(act.address) ?? [...(await log.undoneByOfficers(act.address))];
    undone.set(act.address, numbers);
    if (numbers.some((other) => other < number)) held.push(operation);
    else {
      planned.push(operation);
      if (numbers[0] === number) numbers.shift();
    }
  }
  return { planned, held };
}
