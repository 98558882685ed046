/**
 * Which operations can be brought together, in which order, and under which line numbers.
 *
 * A signature names the number of the line that it writes, and is public once it was sent: whoever has it may bring it.
 * So that an operation lands once, whatever is reorganised, it is signed under another number only if what was signed
 * before can no longer land beside it:
 *
 * - it was never in a transaction that may still land, or only in those whose nonce the new one takes; or
 * - somebody else's line has that number in a final block; or
 * - its time has long been over.
 *
 * Until then the very same signature is brought again, which the contract takes at most once.
 */

import type { LoggedOperation, OperationLog } from "../../domain/operations/operation-log.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { batchId } from "../../proof/hash.ts";

/** Seconds after its deadline from which a signature is taken for over in every block that is not final yet. */
const LONG_OVER = 3_600;

/**
 * Acts of which one may be brought before another that was accepted earlier. All others keep the order of acceptance on
 * their batch: what was changed before it was withdrawn could not be changed afterwards.
 */
const IN_ANY_ORDER: ReadonlySet<string> = new Set(["record", "inspect"]);

/** An operation to be brought now. */
export interface Planned {
  readonly operation: LoggedOperation;
  /** The number of the line that it writes; null where its signature names none. */
  readonly seq: number | null;
}

/** An operation that cannot be brought now. */
export interface Held {
  readonly operation: LoggedOperation;
  /** The block that has to be final first; null where something else has to come first. */
  readonly awaitedBlock: number | null;
  /** Whether its own wallet's signature can never land any more. */
  readonly isOver: boolean;
}

/** What can be brought now, in order, and what cannot. */
export interface Plan {
  readonly planned: readonly Planned[];
  readonly held: readonly Held[];
}

/**
 * Plan operations, given in the order of acceptance.
 *
 * @param nonce The nonce of the transaction that is to bring them.
 * @param finalBlock The latest block that is final in the mirror.
 */
export async function planOf(
  operations: readonly LoggedOperation[],
  nonce: number,
  finalBlock: number,
  log: OperationLog,
): Promise<Plan> {
  const planned: Planned[] = [];
  const held: Held[] = [];
  const batches = new Map<Hex, LoggedOperation[]>();
  for (const operation of operations) {
    // Grants go first: the acts of who is granted a role may be among the others.
    if (operation.act.verb === "grantRole") planned.push({ operation, seq: null });
    else {
      const id = batchId(operation.act.code);
      batches.set(id, [...(batches.get(id) ?? []), operation]);
    }
  }
  const openNonces = await log.openNonces(operations.map(({ id }) => id));
  for (const [id, ofBatch] of batches) {
    const isFree = async (operation: LoggedOperation) => {
      if ([...(openNonces.get(operation.id) ?? [])].every((open) => open === nonce)) return true;
      if (operation.scope?.seq == null) return false;
      if (isOverFor(LONG_OVER, operation.scope.deadline)) return true;
      const taken = await log.blockOfLine(id, operation.scope.seq);
      return taken !== undefined && taken <= finalBlock;
    };
    await planBatch(id, ofBatch, isFree, log, { planned, held });
  }
  return { planned, held };
}

async function planBatch(
  id: Hex,
  operations: readonly LoggedOperation[],
  isFree: (operation: LoggedOperation) => Promise<boolean>,
  log: OperationLog,
  { planned, held }: { planned: Planned[]; held: Held[] },
): Promise<void> {
  let seq = await log.lineCount(id);
  const remaining = [...operations];
  const undone = [...(await log.undoneOn(id))];
  const mayGo = ({ number, act }: LoggedOperation) =>
    undone.every((other) => other.number >= number || (IN_ANY_ORDER.has(act.verb) && IN_ANY_ORDER.has(other.act.verb)));
  const take = (operation: LoggedOperation, line: number | null) => {
    remaining.splice(remaining.indexOf(operation), 1);
    const taken = undone.findIndex((other) => other.id === operation.id);
    if (taken !== -1) undone.splice(taken, 1);
    planned.push({ operation, seq: line });
    seq++;
  };
  for (;;) {
    const ready = remaining.filter(mayGo);
    const next = ready.find((operation) => signedSeq(operation) === seq + 1);
    const creation = remaining.find(({ act }) => act.verb === "create");
    if (creation) take(creation, null);
    else if (next) take(next, seq + 1);
    else {
      const free = await firstOf(ready, async (operation) => !operation.signature && isFree(operation));
      if (!free) break;
      take(free, seq + 1);
    }
  }
  for (const operation of remaining) held.push(await heldOf(id, operation, seq, log));
}

/** The line number that an operation's signature names. */
function signedSeq({ signature, typedData, scope }: LoggedOperation): number | null {
  if (signature && typedData) return Number(typedData.message.seq ?? 1);
  return scope?.seq ?? null;
}

async function heldOf(id: Hex, operation: LoggedOperation, seq: number, log: OperationLog): Promise<Held> {
  const signed = signedSeq(operation);
  const taken = signed !== null && signed <= seq ? await log.blockOfLine(id, signed) : undefined;
  return { operation, awaitedBlock: taken ?? null, isOver: await isOver(operation, taken !== undefined, log) };
}

/** Whether the actor's own signature can land no more. One that was never sent nobody else can bring meanwhile. */
async function isOver(operation: LoggedOperation, isTaken: boolean, log: OperationLog): Promise<boolean> {
  if (!operation.signature || !operation.typedData) return false;
  const deadline = Number(operation.typedData.message.deadline);
  if (await log.wasSent(operation.id)) return isOverFor(LONG_OVER, deadline);
  return isTaken || isOverFor(0, deadline);
}

const isOverFor = (seconds: number, deadline: number) => Date.now() / 1000 > deadline + seconds;

async function firstOf<T>(items: readonly T[], holds: (item: T) => Promise<boolean>): Promise<T | undefined> {
  for (const item of items) if (await holds(item)) return item;
  return undefined;
}
