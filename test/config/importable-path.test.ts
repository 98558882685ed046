import { execFileSync } from "node:child_process";
import { mkdir, realpath, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { importablePath } from "../../config/importable-path.ts";
import { temporaryFolder } from "../support/folder.ts";

test("a file is imported by its path whatever is in that, and a plain path is left alone", async () => {
  const folder = await temporaryFolder();
  try {
    for (const name of ["plain", "a#b", "100%", "%41 ?c"]) {
      const file = join(folder.path, name, "module.mjs");
      await mkdir(join(folder.path, name));
      await writeFile(file, "export default import.meta.filename;");
      const path = importablePath(file);
      expect(path === file, name).toBe(name === "plain");
      const program = `import(${JSON.stringify(path)}).then((module) => console.log(module.default))`;
      expect(execFileSync(process.execPath, ["-e", program], { encoding: "utf8" }).trim()).toBe(await realpath(file));
    }
  } finally {
    await folder.close();
  }
});
