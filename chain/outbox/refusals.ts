/** What it means that the contract refuses an operation: that its time has not come, or that it never will. */
import type { LoggedOperation, MirrorPosition } from "../../domain/operations/operation-log.ts";
import { type Refusal, refusalOf } from "../contract-errors.ts";
import type { BuiltCall } from "./build.ts";
import type { Held } from "./plan.ts";
import type { SenderOptions } from "./sender.ts";

/** Milliseconds until an operation is tried again, by how often it could not be sent. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 30_000;
/** Milliseconds between looks at one that waits for others. */
const HELD_PAUSE = 250;

/** Refusals by what a batch or an actor lacked: after a reorganisation that may be on its way to the chain again. */
const OF_WHAT_LACKS = new Set(["UnknownBatch", "UnknownLine"]);

const OVERTAKEN = "Another line was written to the batch after this was signed: ask for it again, and sign that";

/** When to try an operation again that could not be sent now. */
export function nextTry({ attempts }: Pick<LoggedOperation, "attempts">): Date {
  return new Date(Date.now() + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(attempts, 20)));
}

/**
 * The contract refused an operation alone. It fails, and its owner is told why, only if the refusal stands as of a block
 * that the mirror has, with nothing accepted before it still to come; and, where its signature may be known to others
 * or what it lacks may come back, only once it still stands when that block is final. Else it is tried again, without end.
 */
export async function refuse(
  { planned: { operation }, data }: BuiltCall,
  refusal: Refusal,
  mirror: MirrorPosition,
  options: SenderOptions,
): Promise<void> {
  const { log, logger } = options;
  const again = (awaitedBlock?: number) => log.postpone(operation.id, nextTry(operation), awaitedBlock);
  // A signature that is the actor's own cannot be made anew here.
  const canPass = refusal.passing && (operation.signature === null || refusal.name === "EnforcedPause");
  if (canPass || (await log.hasPredecessor(operation))) return again();
  if (!(await isRefusedAt(data, mirror, options))) return again();
  if (OF_WHAT_LACKS.has(refusal.name) || (await log.wasSent(operation.id))) {
    if (operation.awaitedBlock === null) return again(mirror.block);
    if (operation.awaitedBlock > mirror.finalBlock) return again();
  }
  logger.info({ operation: operation.id, refusal: refusal.name }, "the contract refused an operation");
  await log.fail(operation.id, refusal.code, refusal.message);
}

/** An operation that the plan could not place. One whose wallet's signature is over fails. */
export async function hold(
  { operation, awaitedBlock, isOver }: Held,
  mirror: MirrorPosition,
  { log }: SenderOptions,
): Promise<void> {
  const isFinallyOver = operation.signature !== null && awaitedBlock !== null && awaitedBlock <= mirror.finalBlock;
  if (isOver || isFinallyOver) return log.fail(operation.id, "conflict", OVERTAKEN);
  // Where no other line is in its way, what it was sent by has to be over.
  const awaited = awaitedBlock ?? operation.awaitedBlock ?? mirror.block;
  return log.postpone(operation.id, new Date(Date.now() + HELD_PAUSE), awaited);
}

/** Whether the contract refuses a call as of the block that the mirror stands at. */
async function isRefusedAt(data: string, { blockHash }: MirrorPosition, { relayer }: SenderOptions): Promise<boolean> {
  try {
    await relayer.dryRun(data, blockHash);
    return false;
  } catch (error) {
    if (refusalOf(error)) return true;
    throw error;
  }
}
