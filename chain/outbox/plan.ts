/**
 * Which operations can be brought together, and in which order.
 *
 * Exactly once needs no plan: an operation keeps one nonce of its actor, under which the contract takes one act and no
 * more, however often and by whomever it is brought (nonces.ts). Order does: all acts on a batch, or on one account's
 * standing with another, keep the order in which they were accepted, but for those that stand beside one another, and those
 * that nobody waits for any more because their own wallet refuses them.
 */
import { isOfficerAct } from "../../domain/operations/act.ts";
import type { LoggedOperation, OperationLog, UndoneOperation } from "../../domain/operations/operation-log.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { subjectsOf } from "./subjects.ts";

/**
 * Acts of which one may be brought before another that was accepted earlier. All others keep the order of acceptance on
 * their batch: what was changed before it was withdrawn could not be changed afterwards.
 */
const IN_ANY_ORDER: ReadonlySet<string> = new Set(["record", "inspect"]);

/**
 * A recall waits for nobody's step, hand-over or end, which may be put off for hours: only for what its batches come from,
 * and for other recalls. Whatever comes after one waits for it.
 */
const RECALLS: ReadonlySet<string> = new Set(["recall", "orderRecall", "recallMany"]);
const BEFORE_RECALLS: ReadonlySet<string> = new Set([...RECALLS, "create", "split", "transform", "lift", "liftOrder"]);

/**
 * How often an act has to be put off, in a row, before acts of others go before it: some six seconds. A contract wallet may
 * refuse its own signature for as long as that is good, a day; nobody else's acts on the batch wait for it.
 */
const PATIENCE = 6;
/** What others' acts on a batch wait for in any case: there is none before. */
const BEGINNINGS: ReadonlySet<string> = new Set(["create", "split", "transform"]);

/** What can be brought now, in order, and what has to wait for an act that was accepted before it. */
export interface Plan {
  readonly planned: readonly LoggedOperation[];
  readonly held: readonly LoggedOperation[];
}

/** Plan operations, given in the order of acceptance. */
export async function planOf(operations: readonly LoggedOperation[], log: OperationLog): Promise<Plan> {
  const { planned, held } = await officerPlanOf(operations, log);
  const undone = new Map<Hex, UndoneOperation[]>();
  for (const operation of operations) {
    const { id, number, act, actor } = operation;
    const subjects = subjectsOf(act, actor);
    if (subjects.length === 0) continue;
    for (const subject of subjects) {
      if (!undone.has(subject)) undone.set(subject, [...(await log.undoneOn(subject))]);
    }
    const inItsWay = subjects
      .flatMap((subject) => undone.get(subject) ?? [])
      .some((other) => other.number < number && !mayOvertake(operation, other));
    if (inItsWay) held.push(operation);
    else {
      planned.push(operation);
      for (const subject of subjects) {
        undone.set(
          subject,
          (undone.get(subject) ?? []).filter((other) => other.id !== id),
        );
      }
    }
  }
  return { planned, held };
}

/** Whether an act may be brought before one on the same batch that was accepted earlier. */
function mayOvertake({ act: { verb }, actor }: UndoneOperation, other: UndoneOperation): boolean {
  const earlier = other.act.verb;
  // Should the contract refuse it for what is to come first, it is tried again after that.
  const isStuck = other.signature !== null && other.attempts >= PATIENCE && !BEGINNINGS.has(earlier);
  if (isStuck && other.actor !== actor) return true;
  if (RECALLS.has(verb)) return !BEFORE_RECALLS.has(earlier);
  return IN_ANY_ORDER.has(verb) && IN_ANY_ORDER.has(earlier);
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
