/** A disk that is full when a test wants it so: a file system in memory, of a few mebibytes, where we may mount one. */
import { spawnSync } from "node:child_process";
import { appendFileSync, closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "./folder.ts";

/** A folder with little room. */
export interface SmallDisk {
  readonly path: string;
  /** Take all the room that is left, to the last byte. */
  fill(): void;
  /** Give back what was taken. */
  free(): void;
  close(): Promise<void>;
}

/** Mount one; undefined where this user or this system cannot. */
export async function smallDisk(mebibytes: number): Promise<SmallDisk | undefined> {
  const folder = await temporaryFolder();
  const mount = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${mebibytes}m`, "none", folder.path], {
    stdio: "ignore",
  });
  if (mount.status !== 0) {
    await folder.close();
    return undefined;
  }
  const filler = join(folder.path, "filler");
  const unmount = () => spawnSync("umount", ["--lazy", folder.path], { stdio: "ignore" });
  process.once("exit", unmount);
  return {
    path: folder.path,
    fill() {
      const file = openSync(filler, "a");
      for (let size = 1024 * 1024; size >= 1; ) {
        try {
          writeSync(file, new Uint8Array(size));
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
          size = Math.floor(size / 2);
        }
      }
      closeSync(file);
    },
    free: () => rmSync(filler, { force: true }),
    async close() {
      process.off("exit", unmount);
      unmount();
      await folder.close();
    },
  };
}

/** What a write to a full disk throws, as the operating system gives it. */
export function noSpaceLeft(): NodeJS.ErrnoException {
  try {
    appendFileSync("/dev/full", "x");
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
  throw new Error("there is no device that is always full");
}
