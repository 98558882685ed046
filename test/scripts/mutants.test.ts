/** When a mutant counts as noticed, and what its copy is a copy of. */

import { execFile } from "node:child_process";
import { lstat, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { copyProject } from "../../scripts/test/mutant-copy.ts";
import { trialOf } from "../../scripts/test/mutant-trial.ts";
import { temporaryFolder } from "../support/folder.ts";

const failed = (name: string) => ({ name, detail: "why" });

test("a mutant is killed by a test that fails, and by nothing else", () => {
  const noticed = failed("test/a.test.ts > it is guarded");
  expect(trialOf({ passed: 3, failures: [noticed] })).toEqual({ verdict: "killed", detail: noticed.name });
  expect(trialOf({ passed: 0, failures: [failed("test/a.test.ts"), noticed] }).verdict).toBe("killed");
  expect(trialOf({ passed: 3, failures: [] })).toEqual({ verdict: "survived", detail: "3 tests pass" });
  for (const name of ["test/a.test.ts", "Error outside of a test"]) {
    expect(trialOf({ passed: 3, failures: [failed(name)] })).toEqual({ verdict: "fell over", detail: `${name}\nwhy` });
  }
  expect(trialOf({ passed: 0, failures: [] })).toEqual({ verdict: "fell over", detail: "no test was run" });
});

test("a mutant's copy has what is there now, whether or not it is committed, and nothing that is ignored", async () => {
  const folder = await temporaryFolder();
  const project = join(folder.path, "project");
  const write = (name: string, content: string) => writeFile(join(project, name), content);
  await mkdir(join(project, "cache"), { recursive: true });
  await mkdir(join(project, "node_modules"));
  await write(".gitignore", "node_modules/\ncache/\nsecret\n");
  await write("committed", "first");
  await write("gone", "");
  const git = (...parameters: string[]) => promisify(execFile)("git", parameters, { cwd: project });
  await git("init", "--quiet");
  await git("add", ".");
  await write("committed", "changed since");
  await write("new", "");
  await write("secret", "");
  await write("cache/compile-cache.json", JSON.stringify({ [join(project, "a.sol")]: {} }));
  await rm(join(project, "gone"));

  const copy = await copyProject(project);
  const at = (name: string) => join(copy.path, name);
  expect(await readFile(at("committed"), "utf8")).toBe("changed since");
  expect((await stat(at("new"))).isFile()).toBe(true);
  for (const name of ["gone", "secret", ".git"]) await expect(stat(at(name))).rejects.toThrow("ENOENT");
  expect((await lstat(at("node_modules"))).isSymbolicLink()).toBe(true);
  expect(JSON.parse(await readFile(at("cache/compile-cache.json"), "utf8"))).toEqual({ [at("a.sol")]: {} });
  await writeFile(at("committed"), "a mutant");
  await copy.remove();
  expect(await readFile(join(project, "committed"), "utf8")).toBe("changed since");
  expect((await stat(join(project, "node_modules"))).isDirectory()).toBe(true);
  await expect(stat(copy.path)).rejects.toThrow("ENOENT");
  await folder.close();
});
