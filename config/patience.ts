/** Waiting for what passes: a node that is silent, a database that somebody holds, a disk that is full. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { RpcError, RpcUnavailable } from "../chain/rpc.ts";
import { FAULT_WORDS, type StorageFault, storageFault } from "../domain/shared/storage-fault.ts";

/** Faults of a store that end without anybody's starting us again. */
const PASSING: readonly StorageFault[] = ["full", "locked", "read-only", "failing", "gone"];

/** How something is waited for. */
export interface Patience {
  /** Told once why it has to wait, again only when the reason is another one; and with null when waiting is over. */
  readonly tell: (reason: string | null) => void;
  /** Waiting ends with what was thrown last when this is aborted. */
  readonly signal: AbortSignal;
  /** Milliseconds between the first two tries, doubled each time, and at most; 200 and 15,000 if left out. */
  readonly pause?: { readonly first: number; readonly longest: number };
}

/** In words for people why something cannot be done at present; undefined for an error that will not pass. */
export function passingReason(error: unknown): string | undefined {
  // Its message is of our own making, and names no address, which may hold a key.
  if (error instanceof RpcUnavailable) return error.message;
  if (error instanceof RpcError) return `The chain's node answers with an error (${error.code})`;
  const fault = storageFault(error);
  return fault && PASSING.includes(fault) ? `What is stored ${FAULT_WORDS[fault]}` : undefined;
}

/** Says in a log what is waited for and why, and when that is over. */
export function tellWaiting(logger: Pick<Logger, "warn">, what: string): Patience["tell"] {
  return (reason) => (reason ? logger.warn({ reason }, `waiting ${what}`) : logger.warn(`no longer waiting ${what}`));
}

/** Do something again and again until it succeeds. Throws what will not pass. */
export async function untilItWorks<T>(work: () => Promise<T>, { tell, signal, pause }: Patience): Promise<T> {
  const { first = 200, longest = 15_000 } = pause ?? {};
  let told: string | undefined;
  for (let tries = 0; ; tries++) {
    try {
      const result = await work();
      if (told !== undefined) tell(null);
      return result;
    } catch (error) {
      const reason = passingReason(error);
      if (reason === undefined || signal.aborted) throw error;
      if (reason !== told) tell(reason);
      told = reason;
    }
    await sleep(Math.min(first * 2 ** Math.min(tries, 20), longest), undefined, { signal }).catch(() => undefined);
  }
}
