/** What it means that the contract refuses an operation: that its time has not come, or that it never will. */
import { isOfficerAct } from "../../domain/operations/act.ts";
import type { LoggedOperation, MirrorPosition, OperationLog } from "../../domain/operations/operation-log.ts";
import { contractAsOf } from "../contract-as-of.ts";
import { type Refusal, refusalOf } from "../contract-errors.ts";
import { quantity } from "../rpc.ts";
import type { BuiltCall } from "./build.ts";
import { isNonceUsed, isUsed } from "./nonces.ts";
import type { SenderOptions } from "./sender.ts";

/** Milliseconds until an operation is tried again, by how often it could not be sent. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 30_000;
/** Milliseconds between checks of one that waits for others. */
const HELD_PAUSE = 250;
/** Seconds after its deadline from which a signature is taken for over in every block that is not final yet. */
const LONG_OVER = 3_600;

/** Refusals by what a batch or an actor lacked: after a reorganisation that may be on its way to the chain again. */
const OF_WHAT_LACKS = new Set(["UnknownBatch", "UnknownLine"]);

const USED_ELSEWHERE = "The signature's nonce was used by another act: ask for this one again, and sign that";
export const CONSENT_OVER = "The giver's consent holds no more: ask for the batches to be handed over again";
const EXPIRED = "The signature's deadline is past: ask for this act again, and sign that";

/** When to try an operation again that could not be sent now. */
export function nextTry({ attempts }: Pick<LoggedOperation, "attempts">): Date {
  return new Date(Date.now() + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(attempts, 20)));
}

/**
 * The contract refused an operation alone. It is refused, and its owner is told why, only if the refusal stands as of a
 * block that the mirror has, with nothing accepted before it still to come. It fails once its signature can land no more:
 * one that others may know is voided first, or, where a wallet made it, over. Else it is tried again, without end.
 */
export async function refuse(
  call: BuiltCall,
  refusal: Refusal,
  mirror: MirrorPosition,
  options: SenderOptions,
): Promise<void> {
  const { log, logger } = options;
  const { operation } = call;
  const again = (awaitedBlock?: number) => log.postpone(operation.id, nextTry(operation), awaitedBlock);
  if (await log.hasPredecessor(operation)) return again();
  if (await isConsentOver(operation, mirror, options)) return log.fail(operation.id, "conflict", CONSENT_OVER);
  if (refusal.name === "InvalidNonce") return nonceRefused(operation, mirror, options);
  if (refusal.name === "SignatureExpired") return expired(operation, again, options);
  if (refusal.passing) return again();
  if (operation.error !== null) return isBeyondReach(operation) ? failAsRefused(operation, log) : again();
  if (!(await isRefusedAt(call, mirror, options))) return again();
  const isKnown = await log.wasSent(operation.id);
  if (OF_WHAT_LACKS.has(refusal.name) || isKnown) {
    if (operation.awaitedBlock === null) return again(mirror.block);
    if (operation.awaitedBlock > mirror.finalBlock) return again();
  }
  logger.info({ operation: operation.id, refusal: refusal.name }, "the contract refused an operation");
  const canLand = isKnown && !isOfficerAct(operation.act) && !isBeyondReach(operation);
  return canLand
    ? log.refuse(operation.id, refusal.code, refusal.message)
    : log.fail(operation.id, refusal.code, refusal.message);
}

/** Whether what its own wallet signed, which nobody here can void, is over all the same. */
const isBeyondReach = (operation: LoggedOperation) => operation.signature !== null && isLongOver(operation);

const failAsRefused = ({ id, errorCode, error }: LoggedOperation, log: OperationLog) =>
  log.fail(id, errorCode ?? "chain-rejected", String(error));

/**
 * The nonce was used. By the operation itself, then the mirror shows its line; or, as a final block shows, by another
 * act, such as one from another device: then a new one is signed, here or by who has to.
 */
async function nonceRefused(operation: LoggedOperation, mirror: MirrorPosition, options: SenderOptions): Promise<void> {
  const { log, logger } = options;
  const isFinal = operation.awaitedBlock !== null && operation.awaitedBlock <= mirror.finalBlock;
  const isUsed = isFinal && (await isNonceUsed(operation, mirror.finalBlock, options));
  // A mirror that was emptied since this round began shows no line, be it there or not.
  const isDone = isUsed && (await log.byId(operation.id))?.chain !== null;
  if (!isUsed || isDone || !(await log.mirror())?.isComplete) {
    return log.postpone(operation.id, nextTry(operation), operation.awaitedBlock ?? mirror.block);
  }
  logger.warn({ operation: operation.id }, "the nonce of an operation's signature was used by another act");
  if (operation.error !== null) return failAsRefused(operation, log);
  if (operation.signature) return log.fail(operation.id, "conflict", USED_ELSEWHERE);
  return log.dropNonce(operation.id);
}

/**
 * Whether an act takes what its giver's consent no longer lets it, in no block that is still to come: the consent was used or
 * voided, as a final block shows, and not by this act, or its deadline is long past.
 */
async function isConsentOver(
  { id, act }: LoggedOperation,
  { finalBlock }: MirrorPosition,
  { log, rpc, deployment }: SenderOptions,
): Promise<boolean> {
  if (act.verb !== "takeMany") return false;
  const { actor, nonce, deadline } = act.consent;
  if (isLongPast(deadline)) return true;
  const giver = await contractAsOf(rpc, deployment.contract, quantity(finalBlock)).accountOf(actor);
  if (!isUsed(giver, nonce)) return false;
  // A mirror that was emptied since this round began shows no line, be it there or not.
  return (await log.byId(id))?.chain === null && (await log.mirror())?.isComplete === true;
}

/** Signatures made here are made anew in time: this one is an actor's own. */
async function expired(operation: LoggedOperation, again: () => Promise<void>, { log }: SenderOptions): Promise<void> {
  const isOver = !(await log.wasSent(operation.id)) || isLongOver(operation);
  return operation.signature && isOver ? log.fail(operation.id, "conflict", EXPIRED) : again();
}

/** Whether an operation's signature can land in no block any more that is still to become final. */
const isLongOver = ({ scope }: LoggedOperation) => isLongPast(scope?.deadline ?? 0);

/** Whether what is good until then can land in no block any more that is still to become final. */
export const isLongPast = (deadline: number) => Date.now() / 1000 > deadline + LONG_OVER;

/** An operation has to wait for another on its batch: that is none of its own refusals, after which others overtake it. */
export function hold({ id }: LoggedOperation, { log }: SenderOptions): Promise<void> {
  return log.hold(id, new Date(Date.now() + HELD_PAUSE));
}

/** Whether the contract refuses an operation as of the block that the mirror stands at. */
async function isRefusedAt(
  call: BuiltCall,
  { blockHash }: MirrorPosition,
  { relayer }: SenderOptions,
): Promise<boolean> {
  try {
    await relayer.perform(call, blockHash);
    return false;
  } catch (error) {
    if (refusalOf(error)) return true;
    throw error;
  }
}
