/** API and indexer as processes that are started again whenever they end. */
import { setTimeout as sleep } from "node:timers/promises";
import { startProcess, type TestProcess } from "../../support/process.ts";

/** A process that is kept running. */
export interface KeptProcess {
  /** `kill -9`; it is started again at once. */
  kill(): Promise<void>;
  /** What it said last, before its latest kill too. */
  lastWords(): string;
  /** Why it ended by itself, if it ever did while it was at work. */
  readonly ends: readonly string[];
  stop(): Promise<void>;
}

/**
 * Start a module and keep it running.
 *
 * @param isReady Whether one that was started then is at work: while it starts it may give up on a chain that is away.
 */
export async function keepRunning(
  module: string,
  settings: Readonly<Record<string, string>>,
  isReady: (startedAt: number) => Promise<boolean>,
): Promise<KeptProcess> {
  const ends: string[] = [];
  let isStopping = false;
  let process: TestProcess;
  let before = "";
  let wasReady = false;
  let startedAt = 0;

  const loop = async () => {
    while (!isStopping) {
      startedAt = Date.now();
      process = startProcess(module, settings);
      wasReady = false;
      const code = await process.exited;
      before = process.output().slice(-2_000);
      if (isStopping || code === "SIGKILL") continue;
      const isFault = wasReady || code === 78;
      if (isFault) ends.push(`${module} ended with ${code}: ${process.output().slice(-2_000)}`);
      await sleep(100);
    }
  };
  const running = loop();
  const watch = async () => {
    while (!isStopping) {
      wasReady ||= await isReady(startedAt).catch(() => false);
      await sleep(wasReady ? 500 : 50);
    }
  };
  const watching = watch();
  return {
    ends,
    lastWords: () => `${before}${process.output()}`.slice(-3_000),
    async kill() {
      await process.stop("SIGKILL");
    },
    async stop() {
      isStopping = true;
      await process.stop("SIGKILL");
      await Promise.all([running, watching]);
    },
  };
}
