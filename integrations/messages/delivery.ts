import type { Logger } from "pino";
import { MessageRefused, type Messenger } from "../../domain/messages/messenger.ts";
import type { Delivery, OutgoingMessage, OutgoingMessages } from "../../domain/messages/outgoing-messages.ts";
import { DomainError } from "../../domain/shared/errors.ts";

/** What delivery needs. */
export interface DeliveryOptions {
  readonly queue: OutgoingMessages;
  readonly messenger: Messenger;
  readonly logger: Logger;
  readonly now: () => Date;
  /** Timeout for sending a message in milliseconds; 15 seconds if left out. */
  readonly patience?: number;
  /** The polling interval of the queue in milliseconds; a second if left out. */
  readonly interval?: number;
  /** Time for messages in progress to finish on shutdown, in milliseconds; 3 seconds if left out. */
  readonly grace?: number;
}

/** A running delivery. */
export interface RunningDelivery extends Delivery {
  /**
   * Wait briefly for messages in progress, and start no more. Queued and abandoned ones are sent after the next start:
   * shutdown does not wait for a silent external server.
   */
  stop(): Promise<void>;
}

/** Messages sent concurrently. */
const WIDTH = 4;

/** Delay between a wake-up and polling, in milliseconds. */
const MOMENT = 20;

/** Delays before an unreachable queue is retried, in milliseconds: doubled each time, up to the maximum. */
const LONGEST_INTERVAL = 15_000;

/** Milliseconds to wait after a failure: 2, 4, 8 seconds and so on, at most a minute. */
const pause = (attempts: number) => Math.min(60_000, 2_000 * 2 ** Math.min(attempts, 10));

/**
 * Send queued messages until they are sent, refused for good, or expired. A message may arrive twice if the process
 * dies between sending and recording that; none is lost. While the queue cannot be written to, all wait.
 */
export function startDelivery(options: DeliveryOptions): RunningDelivery {
  const { queue, messenger, logger, now, patience = 15_000, interval = 1_000, grace = 3_000 } = options;
  const underWay = new Set<() => void>();
  /** Finished messages that could not be removed from the queue: they must not be sent again. */
  const done = new Set<string>();
  let stopped = false;
  let wake = Promise.withResolvers<void>();

  async function remove(id: string): Promise<void> {
    done.add(id);
    await queue.remove(id);
    done.delete(id);
  }

  async function send({ id, message, attempts, expiresAt }: OutgoingMessage): Promise<void> {
    const { channel } = message;
    if (done.has(id)) return remove(id);
    if (expiresAt <= now()) {
      logger.error({ messageId: id, channel, attempts }, "a message was given up: what it says is of no more use");
      return remove(id);
    }
    try {
      await inTime((signal) =>
        message.channel === "email" ? messenger.sendMail(message, signal) : messenger.sendSms(message, signal),
      );
    } catch (error) {
      const reason = reasonOf(error);
      if (error instanceof MessageRefused) {
        logger.error({ messageId: id, channel, attempts: attempts + 1, reason }, "a message was refused for good");
        return remove(id);
      }
      logger.warn({ messageId: id, channel, attempts: attempts + 1, reason }, "a message was not sent");
      return queue.postpone(id, new Date(now().getTime() + pause(attempts)));
    }
    await remove(id);
  }

  async function inTime(run: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const controller = new AbortController();
    const late = Promise.withResolvers<never>();
    const giveUp = () => {
      controller.abort();
      late.reject(new DOMException("took too long", "TimeoutError"));
    };
    underWay.add(giveUp);
    const timer = setTimeout(giveUp, patience);
    try {
      await Promise.race([run(controller.signal), late.promise]);
    } finally {
      underWay.delete(giveUp);
      clearTimeout(timer);
    }
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopped) {
      wake = Promise.withResolvers<void>();
      try {
        const due = await queue.take(now(), WIDTH, patience * 2);
        // All of them, even if one fails: nothing else tracks what is being sent.
        const outcomes = await Promise.allSettled(due.map(send));
        for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
        if (failures > 0) logger.warn("messages are taken from the queue again");
        failures = 0;
        if (due.length > 0) continue;
      } catch (error) {
        if (failures++ === 0) logger.error({ err: error }, "messages cannot be taken from the queue: they wait");
      }
      const pauseNow = failures === 0 ? interval : Math.min(interval * 2 ** Math.min(failures, 10), LONGEST_INTERVAL);
      const timer = setTimeout(() => wake.resolve(), pauseNow);
      await wake.promise;
      clearTimeout(timer);
    }
  }

  const running = run();
  return {
    carries: (channel) => messenger.carries(channel),
    // A moment later, after the answer: response times must not reveal whether there was something to send.
    wake: () => void setTimeout(() => wake.resolve(), MOMENT).unref(),
    async stop() {
      stopped = true;
      wake.resolve();
      const timer = setTimeout(() => {
        for (const giveUp of underWay) giveUp();
      }, grace);
      await running;
      clearTimeout(timer);
    },
  };
}

/** In our own words: an error's message may contain the address and the text. */
function reasonOf(error: unknown): string {
  if (error instanceof MessageRefused) return error.reason;
  if (error instanceof DomainError && error.reason) return error.reason;
  return error instanceof Error ? error.name : "unknown";
}
