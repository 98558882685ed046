/**
 * Brings waiting operations to the chain, exactly once.
 *
 * What is done, the mirror tells: an operation whose own line is not there is sent again until it is, or until the
 * contract refuses it for good. Nonces, heads and answers to sending are hints for when to look or send again; none of
 * them ends anything, so a node may give any of them stale, late, twice or not at all. Exactly once follows from what
 * is signed (plan.ts), not from who sends it how often.
 *
 * One transaction is under way at a time for each address that sends, and it is written down with its nonce before it
 * is sent. The relayer brings what others signed; what officers alone may do they send themselves, each in a lane of its
 * own: with its own nonces, its own gas, and its own troubles.
 */
import type { Logger } from "pino";
import type {
  Lane,
  LoggedOperation,
  MirrorPosition,
  OpenTransaction,
  OperationLog,
} from "../../domain/operations/operation-log.ts";
import { failpoint } from "../../domain/shared/failpoint.ts";
import type { FinalBlock } from "../finality.ts";
import type { Officers } from "../officers.ts";
import { RpcError } from "../rpc.ts";
import type { BuildContext } from "./build.ts";
import { composeAndKeep } from "./compose.ts";
import type { Relayer } from "./relayer.ts";
import { type Attention, lookAfter, writeEmpty } from "./under-way.ts";

/** What the sender needs. */
export interface SenderOptions extends BuildContext {
  readonly log: OperationLog;
  /** Who sends what is under way; for officers' acts another, in their own lanes. */
  readonly relayer: Relayer;
  /** Who does what officers alone may; the relayer if left out. */
  readonly officers?: Officers;
  readonly logger: Logger;
  /** The latest final block. */
  readonly finalBlock: FinalBlock;
  /** Milliseconds after which an unmined transaction is sent again under a higher price. */
  readonly repriceAfter: number;
}

/** The most operations in one transaction: about 7 million gas. */
const MAXIMUM_OPERATIONS = 100;
/** How many operations that count as final are held against the mirror in one round. */
const AUDITED = 200;
/** Milliseconds after which a head that stands still, while something waits for finality, is made to go on. */
const STANDSTILL = 2_000;

/** A sender with what it remembers between rounds; none of it is needed after a restart. */
export interface Sender {
  /** One round: look after what was sent, then send what waits. Gives true if there is more to do soon. */
  round(): Promise<boolean>;
}

/** Make a sender. */
export function createSender(options: SenderOptions): Sender {
  const { log, relayer, logger } = options;
  const officers = (options.officers?.all ?? []).filter(({ address }) => address !== relayer.address);
  const runRelayer = laneOf(options, { besides: officers.map(({ address }) => address) });
  const others = officers.map((officer) => {
    const run = laneOf({ ...options, relayer: officer }, { officer: officer.address });
    let told: string | undefined;
    return async (mirror: MirrorPosition) => {
      try {
        const isBusy = await run(mirror);
        told = undefined;
        return isBusy;
      } catch (error) {
        // Its own trouble, such as having no gas, keeps nothing from the relayer.
        const { message } = error as Error;
        if (message !== told)
          logger.warn({ officer: officer.address, error }, "an officer could not send: it tries again");
        told = message;
        return true;
      }
    };
  });

  return {
    async round() {
      // Before the states are settled: they then show at least what the mirror had here.
      const mirror = await log.mirror();
      await log.settle();
      // A mirror that is being made anew knows of few lines: nothing is sent again for what it has not.
      if (!mirror?.isComplete) return false;
      for (const operation of await log.audit(AUDITED)) {
        logger.error({ operation }, "an operation that counted as final has no line: it is looked after again");
      }
      let isBusy = await runRelayer(mirror);
      for (const run of others) isBusy = (await run(mirror)) || isBusy;
      return isBusy;
    },
  };
}

/** One round of one address: look after what it sent, then send what waits for it. */
function laneOf(options: SenderOptions, lane: Lane): (mirror: MirrorPosition) => Promise<boolean> {
  const { log, relayer, rpc } = options;
  const attention: Attention = { id: -1, sentAt: 0, refusals: 0 };
  const standing = { head: -1, since: 0 };

  return async (mirror) => {
    // In this order: what used a nonce by now is in a block that is not above the head asked for afterwards.
    const nextNonce = await relayer.nextNonce();
    const head = await rpc.blockNumber();
    const open = await closeFinal(await log.open(relayer.address), mirror, options);

    if (mirror.block >= head) {
      await log.release(open.filter(({ nonce }) => nonce < nextNonce).flatMap(({ pending }) => pending));
    }
    await log.releaseClosed();

    const ahead = open.filter(({ nonce }) => nonce >= nextNonce);
    if (ahead.some(({ pending }) => pending.length > 0)) {
      await lookAfter(ahead, nextNonce, mirror, attention, options);
      return true;
    }
    const nonce = await freeNonce(nextNonce, open, options);
    const due = await log.due(MAXIMUM_OPERATIONS, lane);
    if (await send(due, nonce, mirror, options)) return true;
    const isUnderWay = open.some(({ pending }) => pending.length > 0);
    // The rest is for all lanes, and the relayer's to do.
    if ("officer" in lane) return isUnderWay;
    if (head !== standing.head) Object.assign(standing, { head, since: Date.now() });
    const waiting = await log.waiting();
    if (waiting.forFinality) {
      if (ahead.length > 0) await lookAfter(ahead, nextNonce, mirror, attention, options);
      // A chain that makes blocks for transactions alone would never come to finality.
      else if (Date.now() - standing.since >= STANDSTILL) {
        standing.since = Date.now();
        await writeEmpty(nonce, options);
      }
    }
    return waiting.any || isUnderWay;
  };
}

/** The lowest nonce that neither the node, nor the mirror, nor a transaction that may still land calls taken. */
async function freeNonce(
  nextNonce: number,
  open: readonly OpenTransaction[],
  { log, relayer }: SenderOptions,
): Promise<number> {
  const taken = new Set(open.map(({ nonce }) => nonce));
  let nonce = Math.max(nextNonce, await log.nonceFloor(relayer.address, "mirrored"));
  while (taken.has(nonce)) nonce++;
  return nonce;
}

/**
 * Close the nonces that were used in final blocks that the mirror has: what those transactions did not do, they never
 * will. Gives those that are still open.
 */
async function closeFinal(
  open: readonly OpenTransaction[],
  mirror: MirrorPosition,
  { log, relayer, finalBlock, logger }: SenderOptions,
): Promise<readonly OpenTransaction[]> {
  if (open.length === 0) return open;
  const block = Math.min(await finalBlock(), mirror.finalBlock);
  const count = relayer.nextNonce(block).catch((error: unknown) => {
    if (!(error instanceof RpcError)) throw error;
    // Not every node keeps old states: then what landed later closes what came before.
    logger.debug({ block, error: error.message }, "the node tells no nonce as of the final block");
    return 0;
  });
  const used = Math.max(await count, await log.nonceFloor(relayer.address, "final"));
  if (open.every(({ nonce }) => nonce >= used)) return open;
  await log.close(relayer.address, used, block);
  return open.filter(({ nonce }) => nonce >= used);
}

/** Signs, writes down and sends as many of the operations as can be brought together; false if none can. */
async function send(
  operations: readonly LoggedOperation[],
  nonce: number,
  mirror: MirrorPosition,
  options: SenderOptions,
): Promise<boolean> {
  if (operations.length === 0) return false;
  const { log, relayer } = options;
  const signed = await composeAndKeep(operations, mirror, options, async (composed) => {
    const transaction = await relayer.sign(composed.data, nonce, composed.gas);
    failpoint("outbox:before-sign");
    await log.sign(transaction, composed.operations);
    return transaction;
  });
  if (!signed) return false;
  failpoint("outbox:before-broadcast");
  await relayer.send(signed);
  failpoint("outbox:after-broadcast");
  return true;
}
