/** How our long-running programs begin and end. */

/** A running program. */
export interface Running {
  /** Rejects if the program cannot go on. */
  readonly done: Promise<void>;
  stop(): Promise<void>;
}

/** Exit code for what starting again does not mend (`EX_CONFIG` of sysexits.h): the program has said what that is. */
export const EXIT_CONFIGURATION = 78;
/** Exit code for what starting again mends (`EX_TEMPFAIL`). */
const EXIT_START_AGAIN = 75;

/** Errors whose message is meant for whoever runs the program, and what they end it with. */
const PLAIN_ERRORS: Readonly<Record<string, number>> = {
  SettingsError: EXIT_CONFIGURATION,
  KeystoreError: EXIT_CONFIGURATION,
  ChainMismatch: EXIT_CONFIGURATION,
  DatabaseUnusable: EXIT_CONFIGURATION,
  DatabaseReplaced: EXIT_START_AGAIN,
};

/** Milliseconds that a program has to end in when its supervisor is gone: nobody else would end it. */
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
  // A supervisor that was killed while we were loaded is not heard of any more. Without one this is undefined.
  if (process.connected === false) process.exit(0);
  try {
    const running = await Promise.race([start(stopping.signal), stopped]);
    if (running) {
      await Promise.race([stopped, running.done]);
      await running.stop();
    }
    process.exit(0);
  } catch (error) {
    // What was not started yet is nothing that could fail.
    if (stopping.signal.aborted) process.exit(0);
    const { name, message, stack } = error as Error;
    const code = PLAIN_ERRORS[name];
    console.error(code === undefined ? stack : message);
    process.exit(code ?? 1);
  }
}

/** What is printed into a file on a full disk, or to a terminal that was closed, is lost; the program goes on. */
export function ignoreBrokenOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}
