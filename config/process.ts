/** How our long-running programs begin and end. */

/** A running program. */
export interface Running {
  /** Rejects if the program cannot go on. */
  readonly done: Promise<void>;
  stop(): Promise<void>;
}

/** Exit code for faults that a restart does not fix (`EX_CONFIG` of sysexits.h): the program has reported them. */
export const EXIT_CONFIGURATION = 78;
/** Exit code for faults that a restart fixes (`EX_TEMPFAIL`). */
const EXIT_START_AGAIN = 75;

/** Errors whose message is meant for the operator, and their exit codes. */
const PLAIN_ERRORS: Readonly<Record<string, number>> = {
  SettingsError: EXIT_CONFIGURATION,
  KeystoreError: EXIT_CONFIGURATION,
  OutdatedDeployment: EXIT_CONFIGURATION,
  ChainMismatch: EXIT_CONFIGURATION,
  DatabaseUnusable: EXIT_CONFIGURATION,
  DatabaseReplaced: EXIT_START_AGAIN,
};

/** Milliseconds that a program has to shut down in when its supervisor is gone: nobody else would stop it. */
const LAST_MOMENTS = 8_000;

/**
 * Run a program until SIGTERM, SIGINT, or the end of the supervisor that started it. An error that is meant for people
 * becomes one sentence on standard error.
 *
 * @param start Starts it; where that has to wait for something, until the signal tells that it is no longer wanted.
 */
export async function runProcess(start: (stopping: AbortSignal) => Promise<Running>): Promise<void> {
  const stopping = new AbortController();
  const stopped = new Promise<undefined>((resolve) => {
    stopping.signal.addEventListener("abort", () => resolve(undefined));
  });
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => stopping.abort());
  process.on("disconnect", () => {
    stopping.abort();
    setTimeout(() => process.exit(1), LAST_MOMENTS);
  });
  ignoreBrokenOutput();
  // A supervisor that was killed while we were loading is no longer connected. Without one this is undefined.
  if (process.connected === false) process.exit(0);
  try {
    const running = await Promise.race([start(stopping.signal), stopped]);
    if (running) {
      await Promise.race([stopped, running.done]);
      await running.stop();
    }
    process.exit(0);
  } catch (error) {
    // What was never started cannot fail.
    if (stopping.signal.aborted) process.exit(0);
    const { name, message, stack } = error as Error;
    const code = PLAIN_ERRORS[name];
    console.error(code === undefined ? stack : message);
    process.exit(code ?? 1);
  }
}

/** Output to a full disk or a closed terminal is lost; the program goes on. */
export function ignoreBrokenOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}
