import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** One contender of a race. */
export interface Contender {
  readonly name: string;
  /** What is made before the clock runs, anew for each round. */
  prepare?(): unknown;
  /** What is timed. */
  run(prepared: unknown): unknown;
  /** What is done after the clock stopped: checks that the work was done, and clearing up. */
  finish?(prepared: unknown): unknown;
}

/**
 * Time contenders in turns, so that whatever else the machine does falls on all of them, and give the median of each
 * in milliseconds. The first round warms up and does not count.
 */
export async function race(contenders: readonly Contender[], rounds: number): Promise<Map<string, number>> {
  setFlagsFromString("--expose-gc");
  const collectGarbage: () => void = runInNewContext("gc");
  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const contender of contenders) {
      const prepared = await contender.prepare?.();
      // What one contender leaves behind must not be cleared up at the next one's expense.
      collectGarbage();
      const started = performance.now();
      await contender.run(prepared);
      const elapsed = performance.now() - started;
      await contender.finish?.(prepared);
      if (round > 0) times.get(contender.name)?.push(elapsed);
    }
  }
  return new Map([...times].map(([name, list]) => [name, median(list)]));
}

/** The middle of the sorted values; between the middle two if their number is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) throw new RangeError("no median of nothing");
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}
