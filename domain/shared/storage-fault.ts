import { DomainError } from "./errors.ts";

/** Faults of a store. */
export type StorageFault =
  | "full" // the disk or the quota is full
  | "locked" // it is locked by somebody else
  | "read-only"
  | "failing" // the disk or the operating system refuses
  | "damaged" // the database is corrupted
  | "gone"; // its file was removed or replaced while it was open

/** Error codes of SQLite by their beginnings, and those of the operating system. */
const CODES: readonly (readonly [StorageFault, RegExp])[] = [
  // The index of the log is a file too, and is allocated in full at once.
  ["full", /^(SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)$/],
  ["locked", /^SQLITE_(BUSY|LOCKED|PROTOCOL)/],
  ["read-only", /^(SQLITE_READONLY.*|EROFS)$/],
  ["damaged", /^SQLITE_(CORRUPT|NOTADB)/],
  ["gone", /^DATABASE_GONE$/],
  ["failing", /^(SQLITE_(IOERR|CANTOPEN).*|EIO|EMFILE|ENFILE)$/],
];

/** The fault that an error comes from, by its code or that of one of its causes; undefined for any other error. */
export function storageFault(error: unknown): StorageFault | undefined {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth++) {
    const { code } = each as { code?: unknown };
    if (typeof code !== "string") continue;
    const found = CODES.find(([, pattern]) => pattern.test(code));
    if (found) return found[0];
  }
  return undefined;
}

/** In words: the end of a sentence that begins with what is stored there. */
export const FAULT_WORDS: Readonly<Record<StorageFault, string>> = {
  full: "cannot be written to: the disk is full",
  locked: "cannot be written to: another program holds it locked",
  "read-only": "cannot be written to: it is read-only",
  failing: "cannot be used: the operating system refuses",
  damaged: "is damaged: restore a backup with `npm run restore`",
  gone: "was taken away or replaced while it was open: put it back, or restore a backup with `npm run restore`",
};

/** The core's error for a fault of a store; undefined for any other error, including the core's own. */
export function storageError(error: unknown): DomainError | undefined {
  if (error instanceof DomainError && error.code !== "internal") return undefined;
  const fault = storageFault(error);
  if (fault === undefined) return undefined;
  return fault === "full"
    ? new DomainError("insufficient-storage", "There is no room left to store this: try again later", [], {
        cause: error,
      })
    : new DomainError("storage-unavailable", "What is stored cannot be reached or changed now: try again", [], {
        cause: error,
      });
}
