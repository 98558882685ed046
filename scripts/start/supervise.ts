/** Keeps children running: one that ends by itself is started again, unless it says that starting again is no use. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Child } from "./child.ts";

/** Exit code of a child that must not be started again (`EX_CONFIG`): it has said why. */
export const EXIT_CONFIGURATION = 78;

/** A child that is kept running. */
export interface Supervised {
  readonly name: string;
  stop(): Promise<void>;
}

/** Ends within this many milliseconds of each other count as one and the same trouble. */
const TROUBLE_WINDOW = 60_000;
const TROUBLE_LIMIT = 5;

/**
 * Start a child and keep it running.
 *
 * @param giveUp Called when starting again is no use: with a sentence, or with nothing where the child has said it.
 */
export function supervise(
  name: string,
  start: () => Child | Promise<Child>,
  giveUp: (reason: string) => void,
): Supervised {
  let stopping = false;
  let child: Child | undefined;
  const ends: number[] = [];

  const loop = (async () => {
    while (!stopping) {
      child = await start();
      const code = await child.exited;
      if (stopping) return;
      ends.push(Date.now());
      const recent = ends.filter((time) => Date.now() - time < TROUBLE_WINDOW).length;
      if (code === EXIT_CONFIGURATION) return giveUp("");
      if (recent >= TROUBLE_LIMIT)
        return giveUp(`The ${name} ended ${recent} times within a minute: ${child.lastWords()}`);
      console.error(`The ${name} ended (${code}); starting it again.`);
      await sleep(200 * 2 ** recent);
    }
  })();
  loop.catch((error: Error) => giveUp(error.message));

  return {
    name,
    async stop() {
      stopping = true;
      await child?.stop();
    },
  };
}
