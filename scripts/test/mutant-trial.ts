/** Tries mutants: each alone, in a copy of the project, against the tests that have to notice it. */
import { spawn } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { lineOf, type Mutant, mutate } from "./mutant.ts";
import type { VitestReport } from "./vitest-report.ts";

/** The outcome of a change: a test failed, none did, or something other than a test did. */
export type Verdict = "killed" | "survived" | "fell over";

/** Its outcome. */
export interface Trial {
  readonly verdict: Verdict;
  /** The test that noticed, else what went wrong. */
  readonly detail: string;
}

/** Milliseconds after which a run is aborted: every test has its own timeout, so this means an endless loop. */
const PATIENCE = 600_000;

/** Apply the mutant in the copy, run its tests, and revert it. Throws a StaleMutant for one that does not apply. */
export async function tryMutant(copy: string, mutant: Mutant, signal: AbortSignal): Promise<Trial & { line: number }> {
  const file = join(copy, mutant.file);
  const text = await readFile(file, "utf8");
  await writeFile(file, mutate(text, mutant));
  try {
    return { ...(await runTests(copy, mutant.tests, signal)), line: lineOf(text, mutant) };
  } finally {
    await writeFile(file, text);
  }
}

/** Run test files in the copy until one test fails. */
export async function runTests(copy: string, tests: readonly string[], signal: AbortSignal): Promise<Trial> {
  const file = join(copy, "mutant-report.json");
  await rm(file, { force: true });
  const output = await runVitest(copy, tests, file, signal);
  const written = await readFile(file, "utf8").catch(() => undefined);
  return written === undefined ? { verdict: "fell over", detail: output } : trialOf(JSON.parse(written));
}

/** Interprets a run's report: only a failing test counts, because other failures would hide what the tests notice. */
export function trialOf({ passed, failures }: Pick<VitestReport, "passed" | "failures">): Trial {
  // The names of what fails within a file are "file > test".
  const noticed = failures.find(({ name }) => name.includes(" > "));
  if (noticed) return { verdict: "killed", detail: noticed.name };
  const [first] = failures;
  if (first) return { verdict: "fell over", detail: `${first.name}\n${first.detail}` };
  if (passed === 0) return { verdict: "fell over", detail: "no test was run" };
  return { verdict: "survived", detail: `${passed} tests pass` };
}

async function runVitest(copy: string, tests: readonly string[], report: string, signal: AbortSignal): Promise<string> {
  const options = ["--bail", "1", "--maxWorkers", "1", "--reporter", "./scripts/test/vitest-report.ts"];
  const child = spawn(join(copy, "node_modules", ".bin", "vitest"), ["run", ...options, ...tests], {
    cwd: copy,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "test", NO_COLOR: "1", VITEST_REPORT: report },
  });
  const stop = () => void child.kill("SIGTERM");
  signal.addEventListener("abort", stop);
  const timer = setTimeout(stop, PATIENCE);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  clearTimeout(timer);
  signal.removeEventListener("abort", stop);
  signal.throwIfAborted();
  return output;
}
