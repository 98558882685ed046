import type { Logger } from "pino";
import type { Progress } from "./sync.ts";

/** Milliseconds between two lines of the log. */
const INTERVAL = 5_000;
/** A mirror that is no further behind than this is following the chain: not worth a log line every few seconds. */
const FOLLOWS = 50;

/**
 * Logs the progress of a long sync every few seconds.
 *
 * @param start The block before the contract's first.
 */
export function progressLog(
  logger: Pick<Logger, "info">,
  start: number,
  now: () => number = performance.now.bind(performance),
): (progress: Progress) => void {
  let loggedAt = now();
  return ({ block, head, lines }) => {
    if (head - block <= FOLLOWS || now() - loggedAt < INTERVAL) return;
    loggedAt = now();
    const percent = Math.floor(((block - start) / Math.max(1, head - start)) * 1_000) / 10;
    logger.info({ block, head, lines, percent }, "mirroring the chain");
  };
}
