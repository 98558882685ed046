/** A copy of the project to change files in: never a working tree, where a mutant might be left behind. */
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

/** Hardhat's build and cache: the copy does not compile the contracts again. */
const BUILT = ["artifacts", "cache"];
const BUILD_RECORD = "cache/compile-cache.json";

/** Copy the project, including uncommitted changes; packages are shared. */
export async function copyProject(project: string): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "suyuan-mutants-"));
  const remove = () => rm(path, { recursive: true, force: true });
  try {
    for (const name of await namesOf(project)) {
      const from = join(project, name);
      // A deleted file whose deletion is not committed yet is still listed.
      if (!(await isThere(from))) continue;
      await mkdir(dirname(join(path, name)), { recursive: true });
      await cp(from, join(path, name), { recursive: true });
    }
    // It contains absolute paths.
    if (await isThere(join(path, BUILD_RECORD))) {
      const record = await readFile(join(path, BUILD_RECORD), "utf8");
      await writeFile(join(path, BUILD_RECORD), record.replaceAll(JSON.stringify(project).slice(1, -1), path));
    }
    await symlink(join(project, "node_modules"), join(path, "node_modules"), "dir");
    return { path, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function namesOf(project: string): Promise<string[]> {
  const parameters = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const { stdout } = await promisify(execFile)("git", parameters, { cwd: project, maxBuffer: 64 * 1024 * 1024 });
  return [...stdout.split("\0").filter((name) => name !== ""), ...BUILT];
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
