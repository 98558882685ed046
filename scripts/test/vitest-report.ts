/**
 * A Vitest reporter that writes counts and failures to `VITEST_REPORT`. Vitest's own JSON omits failures outside of
 * tests: files that do not load, hooks that throw, errors that nobody awaited.
 */
import { writeFile } from "node:fs/promises";
import type { Reporter, SerializedError, TestModule } from "vitest/node";
import { type Failure, firstLines } from "./failures.ts";

/** The result of one run. */
export interface VitestReport {
  readonly passed: number;
  readonly failures: readonly Failure[];
  /** The files that took the longest, the slowest first. */
  readonly slowest: readonly { readonly file: string; readonly seconds: number }[];
}

/** How many of them are listed. */
const SLOWEST = 10;

type Errors = readonly (SerializedError | { readonly message: string })[];

function failure(name: string, errors: Errors): Failure {
  return { name, detail: errors.map((error) => firstLines(describe(error))).join("\n") };
}

function describe(error: Errors[number]): string {
  const { message, diff } = error as { message: string; diff?: string };
  return diff ? `${message}\n${diff}` : message;
}

/** All failures in a file: of itself, its groups' hooks, and its tests. */
function failuresOf(module: TestModule): Failure[] {
  const file = module.relativeModuleId;
  const groups = [...module.children.allSuites()]
    .filter((group) => group.errors().length > 0)
    .map((group) => failure(`${file} > ${group.fullName}`, group.errors()));
  const tests = [...module.children.allTests("failed")].map((test) =>
    failure(`${file} > ${test.fullName}`, test.result().errors ?? []),
  );
  const own = module.errors().length > 0 ? [failure(file, module.errors())] : [];
  return [...own, ...groups, ...tests];
}

function slowestOf(modules: readonly TestModule[]): VitestReport["slowest"] {
  return modules
    .map((module) => ({ file: module.relativeModuleId, seconds: Math.round(module.diagnostic().duration / 1000) }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, SLOWEST);
}

export default class VitestReporter implements Reporter {
  /** Called by Vitest at the end of a run. */
  async onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): Promise<void> {
    const file = process.env.VITEST_REPORT;
    if (!file) throw new Error("VITEST_REPORT names no file to write to");
    const report: VitestReport = {
      passed: modules.reduce((sum, module) => sum + [...module.children.allTests("passed")].length, 0),
      failures: [
        ...modules.flatMap(failuresOf),
        ...unhandled.map((error) => failure(`${error.name ?? "Error"} outside of a test`, [error])),
      ],
      slowest: slowestOf(modules),
    };
    await writeFile(file, JSON.stringify(report));
  }
}
