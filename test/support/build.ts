/**
 * The contract as an installation compiles it: once for all tests, since the compiler takes longer than most of them.
 * Hardhat holds what it is given against the sources, and would compile anew what is not of them.
 */
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PROJECT_FOLDER } from "../../config/settings.ts";
import { startProcess } from "./process.ts";

const COMPILED = join(PROJECT_FOLDER, "cache", "installation");

/** Compile it, unless that was done. Once before all tests. */
export async function compile(): Promise<void> {
  const compiler = startProcess("test/support/build-process.ts", { BUILD_FOLDER: COMPILED });
  if ((await compiler.exited) !== 0) throw new Error(`the contract does not compile: ${compiler.output()}`);
}

/** Put what was compiled where an installation would have put it. */
export async function giveCompiled(buildFolder: string): Promise<void> {
  await cp(COMPILED, buildFolder, { recursive: true });
  // Hardhat remembers its files by their whole paths.
  const cache = join(buildFolder, "cache", "compile-cache.json");
  await writeFile(cache, (await readFile(cache, "utf8")).replaceAll(COMPILED, buildFolder));
}
