/** Supervises children: one that ends by itself is restarted, unless it reports that restarting is useless. */
import { setTimeout as sleep } from "node:timers/promises";
import { endedForMemory } from "../../config/memory.ts";
import { EXIT_CONFIGURATION } from "../../config/process.ts";
import type { Child } from "./child.ts";

/** A supervised child. */
export interface Supervised {
  readonly name: string;
  stop(): Promise<void>;
}

/** The restart policy. Times are in milliseconds. */
export interface Pace {
  /** The delay before the first restart; doubled each time. */
  readonly first: number;
  readonly longest: number;
  /** A child that ran this long counts as recovered. */
  readonly wellAfter: number;
}

const PACE: Pace = { first: 400, longest: 20_000, wellAfter: 60_000 };

/**
 * Start a child and keep it running: a full disk, an unreachable node and a locked database are temporary. A problem is
 * reported once, and again only when it changes.
 *
 * @param giveUp Called when restarting is useless: the child has said why.
 */
export function supervise(
  name: string,
  start: () => Child | Promise<Child>,
  giveUp: () => void,
  { say = console.error as (text: string) => void, pace = PACE } = {},
): Supervised {
  const stopping = new AbortController();
  let child: Child | undefined;
  let ends = 0;
  let reported: string | undefined;

  /** The child, when it has been started; or why it could not be. */
  async function run(): Promise<{ readonly code?: number | string; readonly reason: string }> {
    try {
      child = await start();
    } catch (error) {
      return { reason: `could not be started: ${(error as Error).message}` };
    }
    // Stopped while it was starting: nothing else tracks it.
    if (stopping.signal.aborted) await child.stop();
    const well = setTimeout(() => {
      if (reported !== undefined) say(`The ${name} runs again.`);
      [ends, reported] = [0, undefined];
    }, pace.wellAfter);
    const code = await child.exited;
    clearTimeout(well);
    const words = child.lastWords();
    const memory = endedForMemory(code, words);
    return { code, reason: `ended (${code})${words && `: ${words}`}${memory ? `; ${memory}` : ""}` };
  }

  const loop = (async () => {
    while (!stopping.signal.aborted) {
      const { code, reason } = await run();
      if (stopping.signal.aborted) return;
      if (code === EXIT_CONFIGURATION) return giveUp();
      if (reason !== reported) say(`The ${name} ${reason}. It is started again until it stays up.`);
      reported = reason;
      const pause = Math.min(pace.first * 2 ** Math.min(ends++, 20), pace.longest);
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();

  return {
    name,
    async stop() {
      stopping.abort();
      await child?.stop();
      await loop;
    },
  };
}
