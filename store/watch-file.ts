import { FAULT_WORDS } from "../domain/shared/storage-fault.ts";
import { type DatabaseFile, DatabaseReplaced } from "./database-file.ts";

/** A file that is watched. */
export interface WatchedFile {
  /** Rejects with a DatabaseReplaced once another file lies at its place: whoever has the old one open has to end. */
  readonly replaced: Promise<never>;
  stop(): void;
}

/** Where something is written down. */
interface Log {
  error(message: string): void;
  warn(message: string): void;
}

/** Says in a log that a database's file went, and that it is there again. */
export function tellGone(logger: Log, { path }: DatabaseFile): (isGone: boolean) => void {
  return (isGone) =>
    isGone
      ? logger.error(`The database ${path} ${FAULT_WORDS.gone}. Until then nothing is written into it`)
      : logger.warn(`The database ${path} is there again`);
}

/**
 * Look at a database's file again and again.
 *
 * @param tell Told when it goes, and when it is there again.
 */
export function watchFile(file: DatabaseFile, tell: (isGone: boolean) => void, interval = 1_000): WatchedFile {
  const { promise: replaced, reject } = Promise.withResolvers<never>();
  replaced.catch(() => undefined);
  let wasGone = false;
  const timer = setInterval(() => {
    const state = file.state();
    if (state === "replaced") {
      clearInterval(timer);
      return reject(new DatabaseReplaced(`Another database lies at ${file.path} than the one that was opened`));
    }
    if ((state === "gone") !== wasGone) tell(!wasGone);
    wasGone = state === "gone";
  }, interval);
  return { replaced, stop: () => clearInterval(timer) };
}
