/**
 * `npm run test:mutants`: removes each guard that `test/mutants/` lists, one at a time and in a copy of the project,
 * and runs the tests that have to notice. Ends with counts; fails if one goes unnoticed.
 *
 *     npm run test:mutants -- --only http            an area
 *     npm run test:mutants -- --only "range|body"    whatever a pattern finds in area, file or guarantee
 */
import { parseArgs } from "node:util";
import { PROJECT_FOLDER } from "../config/settings.ts";
import { MUTANTS } from "../test/mutants/index.ts";
import { lastLines } from "./test/failures.ts";
import { copyProject } from "./test/mutant-copy.ts";
import { runTests, tryMutant } from "./test/mutant-trial.ts";

const { values } = parseArgs({ options: { only: { type: "string" } } });
const pattern = new RegExp(values.only ?? "", "i");

const chosen = Object.entries(MUTANTS)
  .flatMap(([area, mutants]) => mutants.map((mutant) => ({ area, mutant })))
  .filter(({ area, mutant }) => pattern.test(`${area} ${mutant.file} ${mutant.guarantee}`));

const stopping = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stopping.abort(new Error("stopped")));

async function main(): Promise<boolean> {
  if (chosen.length === 0) throw new Error(`--only ${values.only} names no area, file or guarantee`);
  const started = Date.now();
  const copy = await copyProject(PROJECT_FOLDER);
  try {
    const tests = [...new Set(chosen.flatMap(({ mutant }) => mutant.tests))].sort();
    console.log(`${chosen.length} mutants. First the tests as they are: ${tests.length} files`);
    const untouched = await runTests(copy.path, tests, stopping.signal);
    // Tests that fail anyway would seem to notice everything.
    if (untouched.verdict !== "survived") throw new Error(`The tests fail without any mutant:\n${untouched.detail}`);

    const missed: string[] = [];
    for (const [index, { area, mutant }] of chosen.entries()) {
      const began = Date.now();
      const { verdict, detail, line } = await tryMutant(copy.path, mutant, stopping.signal);
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      const place = `${mutant.file}:${line}`;
      const mark = verdict === "killed" ? "✓" : "✗";
      console.log(
        `${mark} ${index + 1}/${chosen.length} ${verdict}: ${area}, ${place}, ${mutant.guarantee} (${seconds} s)`,
      );
      if (verdict === "killed") continue;
      console.log(lastLines(detail).replaceAll(/^/gm, "    "));
      missed.push(`✗ ${verdict}: ${place}, ${mutant.guarantee}`);
    }
    const minutes = ((Date.now() - started) / 60_000).toFixed(1);
    console.log(`\n${chosen.length - missed.length} killed, ${missed.length} not, in ${minutes} minutes`);
    for (const line of missed) console.log(line);
    return missed.length === 0;
  } finally {
    await copy.remove();
  }
}

try {
  if (!(await main())) process.exitCode = 1;
} catch (error) {
  console.error(`✗ ${(error as Error).message}`);
  process.exitCode = 1;
}
