/** How our long-running programs begin and end. */

/** A running program. */
export interface Running {
  /** Rejects if the program cannot go on. */
  readonly done: Promise<void>;
  stop(): Promise<void>;
}

/** Exit code for what starting again does not mend (`EX_CONFIG` of sysexits.h). */
const EXIT_CONFIGURATION = 78;

/** Errors whose message is meant for whoever runs the program. */
const PLAIN_ERRORS = ["SettingsError", "KeystoreError", "ChainMismatch"];

/**
 * Run a program until SIGTERM, SIGINT, or the end of the supervisor that started it. An error that is meant for people
 * becomes one sentence on standard error.
 */
export async function runProcess(start: () => Promise<Running>): Promise<void> {
  const stop = Promise.withResolvers<void>();
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => stop.resolve());
  process.on("disconnect", () => stop.resolve());
  // A supervisor that was killed while we were loaded is not heard of any more. Without one this is undefined.
  if (process.connected === false) process.exit(0);
  try {
    const running = await start();
    await Promise.race([stop.promise, running.done]);
    await running.stop();
    process.exit(0);
  } catch (error) {
    const { name, message, stack } = error as Error;
    const isPlain = PLAIN_ERRORS.includes(name);
    console.error(isPlain ? message : stack);
    process.exit(isPlain ? EXIT_CONFIGURATION : 1);
  }
}
