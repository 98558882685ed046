/** Whether there is memory enough, and what is said where there is not. */
import { totalmem } from "node:os";

/** What chain, indexer, API and the compiler take together on a first start. */
const NEEDED = 1024 ** 3;

const ADVICE = "Give it 1 GiB, or start with SANDBOXES=off and a node of your own in CHAIN_RPC_URL";

/**
 * A sentence for a machine, or a container, that has less memory than everything needs; undefined where it has enough.
 *
 * @param limit What may be used, in bytes.
 */
export function memoryShortage(limit = memoryLimit()): string | undefined {
  if (limit >= NEEDED) return undefined;
  return `There are ${Math.floor(limit / 1024 ** 2)} MiB of memory, and about 1,024 are needed: processes may be ended. ${ADVICE}`;
}

/**
 * A sentence where a process seems to have ended for want of memory; undefined for any other end.
 *
 * @param code Its exit code, or the signal that ended it.
 * @param words What it said last.
 */
export function endedForMemory(code: number | string, words: string): string | undefined {
  // The system kills what takes too much; V8 aborts by itself, and its last line tells nothing of it.
  const isKilled = ["SIGKILL", "SIGABRT", 137, 134].includes(code);
  const said = /heap out of memory|heap limit|ENOMEM|Cannot allocate memory|Array buffer allocation failed/i.test(
    words,
  );
  return isKilled || said ? `memory seems to be short. ${ADVICE}` : undefined;
}

function memoryLimit(): number {
  const total = totalmem();
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, total) : total;
}
