import type { Logger } from "pino";
import { MessageRefused, type Messenger } from "../../domain/messages/messenger.ts";
import type { Delivery, OutgoingMessage, OutgoingMessages } from "../../domain/messages/outgoing-messages.ts";
import { DomainError } from "../../domain/shared/errors.ts";

/** What a delivery is made of. */
export interface DeliveryOptions {
  readonly queue: OutgoingMessages;
  readonly messenger: Messenger;
  readonly logger: Logger;
  readonly now: () => Date;
  /** Milliseconds that a message may take to send; 15 seconds if left out. */
  readonly patience?: number;
  /** Milliseconds between looks at what is due; a second if left out. */
  readonly interval?: number;
  /** Milliseconds that what is being sent may still take when all is to stop; 3 seconds if left out. */
  readonly grace?: number;
}

/** A delivery under way. */
export interface RunningDelivery extends Delivery {
  /**
   * Wait a little for what is being sent, and send nothing more. What waits, or is given up, is sent after the next
   * start: whoever stops us does not wait for a server outside that says nothing.
   */
  stop(): Promise<void>;
}

/** Messages that are sent side by side. */
const WIDTH = 4;

/** Milliseconds between being woken and looking. */
const MOMENT = 20;

/** Milliseconds after which the queue is asked again that could not be: twice as long each time, and at most. */
const LONGEST_INTERVAL = 15_000;

/** Milliseconds to wait after a failure: 2, 4, 8 seconds and so on, at most a minute. */
const pause = (attempts: number) => Math.min(60_000, 2_000 * 2 ** Math.min(attempts, 10));

/**
 * Send what waits, until it is sent, refused for good, or of no more use. A message may arrive twice if the process dies
 * between sending and taking note of it, and none is lost. While the queue cannot be written to, all wait.
 */
export function startDelivery(options: DeliveryOptions): RunningDelivery {
  const { queue, messenger, logger, now, patience = 15_000, interval = 1_000, grace = 3_000 } = options;
  const underWay = new Set<() => void>();
  /** What is done with and could not be taken out of the queue: it must not be sent again. */
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
        // All of them, whatever becomes of one: nobody else knows what is being sent.
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
    // A moment later, when the answer is out: how long it took must not tell whether there was something to send.
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

/** In words of our own: what an error says may hold the address and the words of the message. */
function reasonOf(error: unknown): string {
  if (error instanceof MessageRefused) return error.reason;
  if (error instanceof DomainError && error.reason) return error.reason;
  return error instanceof Error ? error.name : "unknown";
}
