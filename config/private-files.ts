/** Keeps this installation's files private. */
import { chmodSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Files that this process or its children create from now on cannot be read by others. */
export function keepFilesPrivate(): void {
  process.umask(0o077);
}

/**
 * Revoke others' read access that an earlier version or a copy left on a data folder: the folder itself, the database
 * and its files, and the keystore.
 *
 * @returns What could not be changed because it belongs to somebody else.
 */
export function tightenDataFolder(folder: string): string[] {
  const keystore = join(folder, "keystore");
  return [
    ...tighten(folder),
    ...tighten(keystore),
    ...names(keystore).flatMap((name) => tighten(join(keystore, name))),
    ...names(folder)
      .filter((name) => /^[\w-]+\.sqlite(-\w+)?$/.test(name))
      .flatMap((name) => tighten(join(folder, name))),
  ];
}

function tighten(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  // A folder for everybody's files, as /tmp is, stays one.
  if (!found || (found.mode & 0o077) === 0 || (found.mode & 0o1000) !== 0) return [];
  try {
    chmodSync(path, found.mode & 0o700);
    return [];
  } catch {
    return [path];
  }
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
