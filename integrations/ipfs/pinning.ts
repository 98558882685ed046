import type { Logger } from "pino";
import type { FileStore } from "../../domain/files/file-store.ts";
import type { Pin, Pins } from "../../domain/files/ipfs.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { reasonOfGuard } from "../outgoing/guard.ts";
import { carsWhileRead } from "./dag.ts";
import type { IpfsNode } from "./node.ts";

/** What pinning needs. */
export interface PinningOptions {
  readonly pins: Pins;
  readonly objects: Pick<FileStore, "visibility" | "info" | "get" | "open">;
  readonly node: IpfsNode;
  readonly logger: Logger;
  readonly now: () => Date;
  /** The polling interval of the queue in milliseconds; a second if left out. */
  readonly interval?: number;
  /** Milliseconds after which a pinned object's visibility is reviewed; five minutes if left out. */
  readonly reviewAfter?: number;
  /**
   * Milliseconds to wait after the given number of consecutive failures: 2, 4, 8 seconds and so on, at most a minute,
   * if left out.
   */
  readonly pause?: (attempts: number) => number;
}

/** Running pinning. */
export interface RunningPinning {
  /** A new object is queued. */
  wake(): void;
  /** Wait for pins in progress, and start no more. Queued ones are pinned after the next start. */
  stop(): Promise<void>;
}

/** Objects pinned concurrently. */
const WIDTH = 4;

/** Larger objects are streamed; smaller ones are checked as a whole before the first byte is sent. */
const IN_MEMORY = 8 * 1024 * 1024;

/** The lease on a queued object in milliseconds: longer than its calls may take, unless it is huge. */
const LEASE = 300_000;

/** Delays before an unreachable queue is retried, in milliseconds: doubled each time, up to the maximum. */
const LONGEST_INTERVAL = 15_000;

const pauseFor = (attempts: number) => Math.min(60_000, 2_000 * 2 ** Math.min(attempts, 10));

/** Pin what is public and unpin what no longer is, retrying until it succeeds. */
export function startPinning(options: PinningOptions): RunningPinning {
  const { pins, objects, node, logger, now, interval = 1_000, reviewAfter = 300_000, pause = pauseFor } = options;
  let stopped = false;
  let wake = Promise.withResolvers<void>();
  const after = (milliseconds: number) => new Date(now().getTime() + milliseconds);

  /** The object's visibility is read from its store each time: the queue only triggers the work. */
  async function settle({ sha256, cid, state, attempts }: Pin): Promise<void> {
    if (state === "removed") {
      await node.unpin(cid, await pins.blocksOf(sha256));
      return pins.forget(sha256);
    }
    const visibility = await objects.visibility(sha256);
    if (visibility === "restricted" || visibility === "erased") {
      // Also one that is still queued: an interrupted call may have pinned it.
      if (state === "pinned" || attempts > 0) await node.unpin(cid, await pins.blocksOf(sha256));
      return pins.settle(sha256, "withheld", now());
    }
    // What is missing here may exist there: it stays pinned, to be fetched back.
    if (state === "pinned" || visibility === "missing") return pins.settle(sha256, state, after(reviewAfter));

    await node.pin(cid, carsWhileRead(await read(sha256), cid));
    // It may have been withheld meanwhile: reviewed again at once.
    const since = await objects.visibility(sha256);
    await pins.settle(sha256, "pinned", since === "public" ? after(reviewAfter) : now());
  }

  async function read(sha256: Hex): Promise<AsyncIterable<Uint8Array>> {
    const size = (await objects.info(sha256))?.size ?? 0;
    const bytes = size <= IN_MEMORY ? await objects.get(sha256) : undefined;
    const content = bytes ? new Blob([bytes as BlobPart]).stream() : size > IN_MEMORY && (await objects.open(sha256));
    if (!content) throw new Error("the object cannot be read");
    return content;
  }

  async function attempt(pin: Pin): Promise<void> {
    try {
      await settle(pin);
    } catch (error) {
      // No message: the client's may contain the node's address with a password.
      const reason = reasonOfGuard(error) ?? (error instanceof Error ? error.name : "unknown");
      logger.warn({ sha256: pin.sha256, attempts: pin.attempts + 1, reason }, "an object was not brought to IPFS");
      await pins.postpone(pin.sha256, after(pause(pin.attempts)));
    }
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopped) {
      wake = Promise.withResolvers<void>();
      try {
        const due = await pins.take(now(), WIDTH, LEASE);
        const outcomes = await Promise.allSettled(due.map(attempt));
        for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
        if (failures > 0) logger.warn("pins are taken from the queue again");
        failures = 0;
        if (due.length > 0) continue;
      } catch (error) {
        if (failures++ === 0) logger.error({ err: error }, "pins cannot be taken from the queue: they wait");
      }
      const pauseNow = failures === 0 ? interval : Math.min(interval * 2 ** Math.min(failures, 10), LONGEST_INTERVAL);
      const timer = setTimeout(() => wake.resolve(), pauseNow);
      await wake.promise;
      clearTimeout(timer);
    }
  }

  // Also what an earlier process leased and left unfinished.
  const running = pins
    .reviewAll()
    .catch((error: unknown) => logger.error({ err: error }, "pins cannot be reviewed"))
    .then(run);
  return {
    wake: () => wake.resolve(),
    async stop() {
      stopped = true;
      wake.resolve();
      await running;
    },
  };
}
