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
    const denied = deniedFile(error);
    const code = denied === undefined ? PLAIN_ERRORS[name] : EXIT_CONFIGURATION;
    console.error(denied ?? (code === undefined ? stack : message));
    process.exit(code ?? 1);
  }
}

/** Errors of the operating system by which a file or folder cannot be used as it is, and waiting changes nothing. */
const DENIED: Readonly<Record<string, string>> = {
  EACCES: "may not be used by this user",
  EPERM: "may not be used by this user",
  ENOENT: "is not there",
  ENOTDIR: "is in no folder",
  EISDIR: "is a folder",
  EROFS: "is on a disk that cannot be written to",
};

/**
 * What a person can do about a file or folder that cannot be used, in a sentence; undefined for any other error, also one
 * that tells no path, which is no file of the operator's.
 */
export function deniedFile(error: unknown): string | undefined {
  const { code, path } = (error ?? {}) as { code?: unknown; path?: unknown };
  if (typeof code !== "string" || typeof path !== "string" || !Object.hasOwn(DENIED, code)) return undefined;
  return `${path} ${DENIED[code]} (${code}): let this user read and write it, or give another folder in DATA_DIR`;
}

/** Output to a full disk or a closed terminal is lost; the program goes on. */
export function ignoreBrokenOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}
