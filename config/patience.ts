/** Waiting out temporary faults: a silent node, a locked database, a full disk. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { RpcError, RpcUnavailable } from "../chain/rpc.ts";
import { FAULT_WORDS, type StorageFault, storageFault } from "../domain/shared/storage-fault.ts";

/** Storage faults that pass without a restart. */
const PASSING: readonly StorageFault[] = ["full", "locked", "read-only", "failing", "gone"];

/** How to wait. */
export interface Patience {
  /** Called with the reason for waiting, again only when it changes, and with null when waiting is over. */
  readonly onWaiting: (reason: string | null) => void;
  /** When this is aborted, waiting ends with the last error. */
  readonly signal: AbortSignal;
  /** Milliseconds between the first two tries, doubled each time, and at most; 200 and 15,000 if left out. */
  readonly pause?: { readonly first: number; readonly longest: number };
}

/** Why something cannot be done at present, for people; undefined for a permanent error. */
export function passingReason(error: unknown): string | undefined {
  // Its message is our own and names no address, which may contain a key.
  if (error instanceof RpcUnavailable) return error.message;
  if (error instanceof RpcError) return `The chain's node answers with an error (${error.code})`;
  const fault = storageFault(error);
  return fault && PASSING.includes(fault) ? `What is stored ${FAULT_WORDS[fault]}` : undefined;
}

/** Logs what is being waited for and why, and when that is over. */
export function logWaiting(logger: Pick<Logger, "warn">, what: string): Patience["onWaiting"] {
  return (reason) => (reason ? logger.warn({ reason }, `waiting ${what}`) : logger.warn(`no longer waiting ${what}`));
}

/** Retry something until it succeeds. Throws permanent errors. */
export async function untilItWorks<T>(work: () => Promise<T>, { onWaiting, signal, pause }: Patience): Promise<T> {
  const { first = 200, longest = 15_000 } = pause ?? {};
  let reported: string | undefined;
  for (let tries = 0; ; tries++) {
    try {
      const result = await work();
      if (reported !== undefined) onWaiting(null);
      return result;
    } catch (error) {
      const reason = passingReason(error);
      if (reason === undefined || signal.aborted) throw error;
      if (reason !== reported) onWaiting(reason);
      reported = reason;
    }
    await sleep(Math.min(first * 2 ** Math.min(tries, 20), longest), undefined, { signal }).catch(() => undefined);
  }
}
