import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/**
 * A path by which `import(path)` finds a file: it reads a path as an address, in which `#`, `?` and `%` mean something else.
 * Where one of these is in it, a link in a folder of this process's own, which ends with it.
 */
export function importablePath(path: string): string {
  if (!/[#?%]/.test(path)) return path;
  const folder = mkdtempSync(join(tmpdir(), "suyuan-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const link = join(folder, basename(path));
  symlinkSync(path, link);
  return link;
}
