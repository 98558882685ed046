/**
 * Brings waiting operations to the chain, exactly once.
 *
 * One transaction is under way at a time, and it is written down with its nonce before it is sent. After a crash the
 * very same bytes are sent again: a nonce is used once, so they land once. If the chain forgets mined transactions (a
 * reorganisation, or a development node killed before it saved), the nonce that it expects falls behind ours, and the
 * same bytes go out again.
 */
import type { Logger } from "pino";
import { failpoint } from "../../domain/failpoint.ts";
import type { LoggedOperation, LoggedTransaction, OperationLog } from "../../domain/ports/operation-log.ts";
import { refusalOf } from "../contract-errors.ts";
import type { FinalBlock } from "../finality.ts";
import { type BuildContext, buildCall } from "./build.ts";
import { gasAllowance, type Relayer } from "./relayer.ts";

/** What the sender needs. */
export interface SenderOptions extends BuildContext {
  readonly log: OperationLog;
  readonly relayer: Relayer;
  readonly logger: Logger;
  /** The latest final block. */
  readonly finalBlock: FinalBlock;
  /** The block up to which the mirror shows the chain; -1 before it has begun. */
  readonly mirroredBlock: () => Promise<number>;
  /** Milliseconds after which an unmined transaction is sent again under a higher price. */
  readonly repriceAfter: number;
}

/** The most operations in one transaction: about 7 million gas. */
const MAXIMUM_OPERATIONS = 100;
/** How often an operation is tried again after a refusal that can pass. */
const MAXIMUM_ATTEMPTS = 8;

/** One round: look after what was sent, then send what waits. Gives true if there was anything to do. */
export async function sendOnce(options: SenderOptions): Promise<boolean> {
  const { log, relayer } = options;
  const nextNonce = await relayer.nextNonce();
  await recoverForgotten(options, nextNonce);

  const unmined = await log.unmined(relayer.address);
  for (const transaction of unmined) {
    if (!(await lookAfter(transaction, nextNonce, options))) return true;
  }
  await settleMined(options);

  const waiting = await log.waiting(MAXIMUM_OPERATIONS);
  if (waiting.length === 0) return unmined.length > 0;
  const operations = await withoutLanded(waiting, options);
  if (operations.length > 0) await send(operations, options);
  return true;
}

/**
 * The operations that still have to be sent. A signature that was once sent is public, and anybody may have brought it
 * to the chain alone, which makes our transaction fail: an operation that is tried again is first looked for in the
 * mirror, as soon as that stands at the head, and taken for done once its line is final.
 */
async function withoutLanded(
  operations: readonly LoggedOperation[],
  options: SenderOptions,
): Promise<readonly LoggedOperation[]> {
  if (operations.every((operation) => operation.attempts === 0)) return operations;
  const { log, rpc, logger } = options;
  const isMirrorCurrent = (await options.mirroredBlock()) >= (await rpc.blockNumber());
  const finalBlock = await options.finalBlock();
  const remaining: LoggedOperation[] = [];
  for (const operation of operations) {
    if (operation.attempts === 0) {
      remaining.push(operation);
      continue;
    }
    if (!isMirrorCurrent) continue;
    const line = await log.lineOf(operation.id);
    if (!line) remaining.push(operation);
    else if (line.blockNumber <= finalBlock) {
      logger.info({ operation: operation.id }, "somebody else brought this operation to the chain");
      await log.adopt(operation.id, line);
    }
  }
  return remaining;
}

/** The chain expects a nonce that we know as mined: whatever was mined from there on is gone, and goes out again. */
async function recoverForgotten({ log, relayer, logger }: SenderOptions, nextNonce: number): Promise<void> {
  const highest = await log.highestMinedNonce(relayer.address);
  if (highest === undefined || highest < nextNonce) return;
  logger.warn({ nextNonce, highest }, "the chain forgot transactions: sending them again");
  await log.unmine(relayer.address, nextNonce);
}

/** Whether the transaction is done with. */
async function lookAfter(transaction: LoggedTransaction, nextNonce: number, options: SenderOptions): Promise<boolean> {
  const { log, relayer, rpc, logger } = options;
  for (const twin of await log.ofNonce(relayer.address, transaction.nonce)) {
    const receipt = await rpc.receipt(twin.hash);
    if (!receipt) continue;
    if (receipt.succeeded) {
      failpoint("outbox:before-mined");
      await log.mined(twin, { number: receipt.blockNumber, hash: receipt.blockHash });
      failpoint("outbox:after-mined");
    } else {
      logger.warn({ hash: twin.hash }, "a transaction was refused in its block: its operations wait again");
      await log.release(transaction);
    }
    return true;
  }
  if (nextNonce > transaction.nonce) {
    // Its nonce was used by a transaction that is not ours, so it can never land.
    logger.warn({ nonce: transaction.nonce }, "another transaction took this nonce: its operations wait again");
    await log.release(transaction);
    return true;
  }
  if (Date.now() - transaction.createdAt.getTime() < options.repriceAfter) {
    await relayer.send(transaction);
    return false;
  }
  const attempt = (await log.ofNonce(relayer.address, transaction.nonce)).length;
  const repriced = await relayer.reprice(transaction, attempt);
  await relayer.send(await log.replace(transaction, repriced));
  logger.info({ nonce: transaction.nonce, attempt }, "sent again under a higher price");
  return false;
}

/** Mined transactions move with a reorganisation, until they are final. */
async function settleMined({ log, relayer, rpc, finalBlock }: SenderOptions): Promise<void> {
  const mined = await log.unfinal(relayer.address);
  if (mined.length === 0) return;
  for (const transaction of mined) {
    const receipt = await rpc.receipt(transaction.hash);
    if (!receipt || receipt.blockHash === transaction.blockHash) continue;
    if (receipt.succeeded) await log.mined(transaction, { number: receipt.blockNumber, hash: receipt.blockHash });
    else await log.release(transaction);
  }
  await log.finalise(relayer.address, await finalBlock());
}

/** Signs and sends as many of the operations, from the first, as the contract takes together. */
async function send(operations: readonly LoggedOperation[], options: SenderOptions): Promise<void> {
  const { log, relayer } = options;
  for (let count = operations.length; ; count = Math.ceil(count / 2)) {
    const chosen = operations.slice(0, count);
    const data = await buildCall(chosen, options);
    let estimate: bigint;
    try {
      estimate = await relayer.estimate(data);
    } catch (error) {
      if (!refusalOf(error)) throw error;
      if (count > 1) continue;
      await refuse(chosen[0] as LoggedOperation, error, options);
      return;
    }
    const signed = await relayer.sign(data, await relayer.nextNonce(), gasAllowance(estimate));
    failpoint("outbox:before-sign");
    const transaction = await log.sign(
      signed,
      chosen.map((operation) => operation.id),
    );
    failpoint("outbox:before-broadcast");
    await relayer.send(transaction);
    failpoint("outbox:after-broadcast");
    return;
  }
}

/** The contract refuses an operation alone: try again if that can pass, else tell its owner why. */
async function refuse(operation: LoggedOperation, error: unknown, options: SenderOptions): Promise<void> {
  const refusal = refusalOf(error);
  if (!refusal) throw error;
  if (operation.signature && refusal.name === "InvalidSignature") {
    const message = "Another line was written to the batch after this was signed: ask for it again, and sign that";
    await options.log.fail(operation.id, "conflict", message);
    return;
  }
  if (refusal.passing && operation.attempts < MAXIMUM_ATTEMPTS) {
    const wait = 100 * 2 ** operation.attempts;
    await options.log.postpone(operation.id, new Date(Date.now() + wait));
    return;
  }
  options.logger.info({ operation: operation.id, refusal: refusal.name }, "the contract refused an operation");
  await options.log.fail(operation.id, refusal.code, refusal.message);
}
