import { join } from "node:path";
import SQLite from "better-sqlite3";
import { storageFault } from "../../domain/shared/storage-fault.ts";
import { StartError } from "./start-error.ts";

/**
 * Lock a data folder for this process alone. The operating system releases the lock when the process ends, in whatever
 * way. Throws a StartError if another process holds it.
 */
export function lockFolder(folder: string): { release(): void } {
  const database = new SQLite(join(folder, "lock.sqlite"), { timeout: 0 });
  try {
    database.exec("begin exclusive");
  } catch (error) {
    database.close();
    if (storageFault(error) !== "locked") throw error;
    throw new StartError(`${folder} is in use by another \`npm start\`: stop that one, or give another DATA_DIR`);
  }
  return { release: () => void database.close() };
}
