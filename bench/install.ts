/** What only the benchmarks need, installed the first time that one needs it. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL(".", import.meta.url));
const installed = new URL("node_modules/", import.meta.url);

/** Read a JSON file of an installed package, installing the benchmark's packages if it is not there. */
export async function readFromPackage<T>(path: string): Promise<T> {
  const file = new URL(path, installed);
  if (!existsSync(file)) install();
  return JSON.parse(await readFile(file, "utf8")) as T;
}

function install(): void {
  console.error("Installing what the benchmark compares with …");
  const { status } = spawnSync("npm", ["install", "--prefix", folder, "--no-save", "--loglevel=error"], {
    cwd: folder,
    stdio: ["ignore", 2, "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error("Installing failed: see above. Is the package registry reachable?");
}
