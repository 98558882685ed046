/** Looks after transactions that were sent and whose nonce, as far as the node tells, is not used yet. */
import type { MirrorPosition, OpenTransaction, SignedTransaction } from "../../domain/operations/operation-log.ts";
import { actsIn, skippedOf } from "../calls.ts";
import { refusalOf } from "../contract-errors.ts";
import { RpcError } from "../rpc.ts";
import { composeAndKeep } from "./compose.ts";
import { callDataOf, gasOf } from "./relayer.ts";
import type { SenderOptions } from "./sender.ts";

/** Milliseconds after which a transaction that is not mined is sent again: the node may have lost it. */
const RESEND_AFTER = 1_000;
/** How often in a row the contract has to refuse it before it is made anew: once may be a node that lags. */
const REFUSALS = 2;

/** What is remembered between rounds of the transaction that the chain is to take next. */
export interface Attention {
  id: number;
  sentAt: number;
  refusals: number;
}

/**
 * Send transactions again, in the order of their nonces. The first, which the chain is to take next, is made anew where
 * the contract would refuse it now, as after a reorganisation, or where it waits too long for its price: under the same
 * nonce, so that only one of the two can land.
 */
export async function lookAfter(
  ahead: readonly OpenTransaction[],
  nextNonce: number,
  mirror: MirrorPosition,
  attention: Attention,
  options: SenderOptions,
): Promise<void> {
  const { log, relayer, logger } = options;
  const [first, ...later] = ahead;
  if (!first) return;
  // As if sent when it was made: after a restart everything older is sent at once.
  if (attention.id !== first.id)
    Object.assign(attention, { id: first.id, sentAt: first.createdAt.getTime(), refusals: 0 });
  if (Math.abs(Date.now() - attention.sentAt) < RESEND_AFTER) return;
  attention.sentAt = Date.now();

  if (first.nonce > nextNonce) {
    // Nothing of ours has that nonce: a node was ahead of what the chain then became.
    logger.warn({ nonce: nextNonce }, "a nonce was left out: an empty transaction takes it");
    return writeEmpty(nextNonce, options);
  }
  const signed = await log.signedTransaction(first.id);
  attention.refusals = (await isRefused(signed, options)) ? attention.refusals + 1 : 0;
  const isDear = Date.now() - first.createdAt.getTime() >= options.repriceAfter;
  if (attention.refusals >= REFUSALS) await composeAnew(first, mirror, options);
  // Sent now it would use its nonce for nothing, and what is in it could not be signed anew.
  else if (attention.refusals > 0) return;
  else if (isDear || (await isUnderpriced(signed, options))) await raisePrice(first, signed, options);
  for (const { id } of later) await relayer.send(await log.signedTransaction(id));
}

async function isRefused(transaction: SignedTransaction, { relayer }: SenderOptions): Promise<boolean> {
  const data = callDataOf(transaction);
  if (data === undefined) return false;
  try {
    return isNothing(data, await relayer.simulate(data));
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    return refusalOf(error) !== undefined;
  }
}

/** Whether a call would leave out every act that it brings. */
function isNothing(data: string, answer: string): boolean {
  const acts = actsIn(data);
  if (acts === 0) return false;
  const isSkipped = skippedOf(answer);
  return Array.from({ length: acts }, (_, act) => isSkipped(act)).every(Boolean);
}

/** Send a transaction; true if the node wants a higher price to put it in another's place. */
async function isUnderpriced(transaction: SignedTransaction, { relayer }: SenderOptions): Promise<boolean> {
  try {
    await relayer.send(transaction);
    return false;
  } catch (error) {
    if (error instanceof RpcError && /underpriced/i.test(error.message)) return true;
    throw error;
  }
}

/** In percent of today's price: nodes ask for a tenth more than what is to be replaced. */
const priceFactor = ({ attempt }: OpenTransaction) => 100n + 25n * BigInt(attempt);

/** The same call for the same nonce, under a higher price. */
async function raisePrice(transaction: OpenTransaction, before: SignedTransaction, options: SenderOptions) {
  const { log, relayer, logger } = options;
  const { nonce, attempt, pending } = transaction;
  logger.info({ nonce, attempt }, "a transaction is sent again under a higher price");
  const data = callDataOf(before);
  if (data === undefined) return writeEmpty(nonce, options, priceFactor(transaction));
  const signed = await relayer.sign(data, nonce, gasOf(before), priceFactor(transaction));
  const operations = await log.byIds(pending);
  await log.sign(
    signed,
    operations.map(({ id, scope }) => ({ id, scope })),
  );
  await relayer.send(signed);
}

/** Another call for the same nonce, of what the contract takes of its operations now; the others wait again. */
async function composeAnew(transaction: OpenTransaction, mirror: MirrorPosition, options: SenderOptions) {
  const { log, relayer, logger } = options;
  const { nonce, attempt, pending } = transaction;
  logger.info({ nonce, attempt }, "the contract would refuse a transaction: it is made anew");
  const factor = priceFactor(transaction);
  const signed = await composeAndKeep(await log.byIds(pending), mirror, options, async (composed) => {
    const anew = await relayer.sign(composed.data, nonce, composed.gas, factor);
    await log.sign(anew, composed.operations);
    return anew;
  });
  if (!signed) return writeEmpty(nonce, options, factor);
  await relayer.send(signed);
}

/** Write down and send a transaction that does nothing. */
export async function writeEmpty(nonce: number, { log, relayer }: SenderOptions, factor?: bigint): Promise<void> {
  const signed = await relayer.signEmpty(nonce, factor);
  await log.sign(signed, []);
  await relayer.send(signed);
}
