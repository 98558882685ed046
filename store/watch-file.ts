import { FAULT_WORDS } from "../domain/shared/storage-fault.ts";
import { type DatabaseFile, DatabaseReplaced } from "./database-file.ts";

/** A watched file. */
export interface WatchedFile {
  /** Rejects with a DatabaseReplaced once another file is in its place: the process has to end. */
  readonly replaced: Promise<never>;
  stop(): void;
}

/** The part of a logger that is used. */
interface Log {
  error(message: string): void;
  warn(message: string): void;
}

/** Logs that a database's file has disappeared, and that it is back. */
export function logGone(logger: Log, { path }: DatabaseFile): (isGone: boolean) => void {
  return (isGone) =>
    isGone
      ? logger.error(`The database ${path} ${FAULT_WORDS.gone}. Until then nothing is written into it`)
      : logger.warn(`The database ${path} is there again`);
}

/**
 * Check at intervals whether a database's file is still in place.
 *
 * @param onChange Called when it disappears, and when it is back.
 */
export function watchFile(file: DatabaseFile, onChange: (isGone: boolean) => void, interval = 1_000): WatchedFile {
  const { promise: replaced, reject } = Promise.withResolvers<never>();
  replaced.catch(() => undefined);
  let wasGone = false;
  const timer = setInterval(() => {
    const state = file.state();
    if (state === "replaced") {
      clearInterval(timer);
      return reject(new DatabaseReplaced(`Another database lies at ${file.path} than the one that was opened`));
    }
    if ((state === "gone") !== wasGone) onChange(!wasGone);
    wasGone = state === "gone";
  }, interval);
  return { replaced, stop: () => clearInterval(timer) };
}
