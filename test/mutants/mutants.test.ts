/** The list of mutants stays true: whoever changes a guard changes what is listed of it. */
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "esbuild";
import { describe, expect, test } from "vitest";
import { PROJECT_FOLDER } from "../../config/settings.ts";
import { type Mutant, mutate } from "../../scripts/test/mutant.ts";
import { MUTANTS } from "./index.ts";

describe.each(Object.entries(MUTANTS))("%s", (_area, mutants) => {
  test.each(mutants)("$file: $guarantee", async (mutant) => {
    const text = await readFile(join(PROJECT_FOLDER, mutant.file), "utf8");
    const changed = mutate(text, mutant);
    expect(changed).not.toBe(text);
    // What does not parse fails every test, and says nothing of any.
    await transform(changed, { loader: "ts" });
    expect(mutant.tests.length).toBeGreaterThan(0);
    for (const file of mutant.tests) expect((await stat(join(PROJECT_FOLDER, file))).isFile()).toBe(true);
  });
});

test("no mutant is listed twice", () => {
  const all = Object.values(MUTANTS).flatMap((mutants) => mutants.map(({ file, replace, by }) => [file, replace, by]));
  expect(new Set(all.map((change) => JSON.stringify(change))).size).toBe(all.length);
});

test("a mutant whose text is gone, or there twice, is told", () => {
  const mutant: Mutant = { file: "a.ts", replace: "guard()", by: "$& $1", tests: [], guarantee: "it is guarded" };
  expect(mutate("before; guard(); after", mutant)).toBe("before; $& $1; after");
  expect(() => mutate("before; after", mutant)).toThrow("a.ts has 0 times, not once:\nguard()");
  expect(() => mutate("guard(); guard()", mutant)).toThrow("a.ts has 2 times, not once:\nguard()");
});
