/**
 * `npm test`: everything that has to hold, in the order in which a failure is cheapest to find. Ends with counts; what
 * fails is named once more at the end.
 */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROJECT_FOLDER } from "../config/settings.ts";
import { renderAbi } from "./generate-abi.ts";

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

interface Step {
  readonly name: string;
  run(): Promise<Counts>;
}

const BIN = join(PROJECT_FOLDER, "node_modules", ".bin");

/** Runs a program of ours; its output is shown, and given back. */
function run(program: string, ...parameters: string[]): Promise<{ code: number; output: string }> {
  const child = spawn(join(BIN, program), parameters, {
    cwd: PROJECT_FOLDER,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "test", ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" }) },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      process.stdout.write(text);
    });
  }
  return new Promise((resolve) => {
    child.once("error", () => resolve({ code: 1, output }));
    child.once("exit", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A step that passes or fails as a whole. */
function check(name: string, program: string, ...parameters: string[]): Step {
  return {
    name,
    async run() {
      const { code } = await run(program, ...parameters);
      return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    },
  };
}

const build: Step = {
  name: "the contract compiles without a warning",
  async run() {
    // From nothing: what an earlier build left behind would hide warnings, and can trip Hardhat's own network.
    await run("hardhat", "clean");
    const { code, output } = await run("hardhat", "build");
    return code === 0 && !/warning/i.test(output) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  },
};

const abi: Step = {
  name: "the ABI in proof/abi.ts is the contract's",
  async run() {
    const isCurrent = (await readFile(join(PROJECT_FOLDER, "proof/abi.ts"), "utf8")) === (await renderAbi());
    if (!isCurrent) console.error("proof/abi.ts is out of date: run `npm run abi`");
    return isCurrent ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  },
};

const contracts: Step = {
  name: "contract tests (fuzz and invariant)",
  async run() {
    const { code, output } = await run("hardhat", "test", "solidity");
    const passed = Number(/(\d+) passing/.exec(output)?.[1] ?? 0);
    const failed = Number(/(\d+) failing/.exec(output)?.[1] ?? 0);
    // A run that found nothing to run, or fell over, is a failure too.
    return { passed, failed: code === 0 && passed > 0 ? failed : Math.max(1, failed) };
  },
};

const everythingElse: Step = {
  name: "unit, integration, browser and end-to-end tests",
  async run() {
    const folder = await mkdtemp(join(tmpdir(), "suyuan-report-"));
    const file = join(folder, "report.json");
    const { code } = await run("vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`);
    type Report = { numPassedTests: number; numFailedTests: number; numFailedTestSuites: number };
    const report = JSON.parse(await readFile(file, "utf8").catch(() => "{}")) as Partial<Report>;
    await rm(folder, { recursive: true });
    const failed = Math.max(report.numFailedTests ?? 1, code === 0 ? 0 : 1);
    return { passed: report.numPassedTests ?? 0, failed };
  },
};

const STEPS: readonly Step[] = [
  check("formatting, lint and import boundaries", "biome", "ci", "."),
  build,
  check("Solidity lint", "solhint", "--disc", "--max-warnings", "0", "contracts/{,types/,libraries/}*.sol"),
  abi,
  check("type check", "tsc"),
  contracts,
  everythingElse,
];

const results: { name: string; counts: Counts; seconds: number }[] = [];
for (const step of STEPS) {
  console.log(`\n— ${step.name}`);
  const started = Date.now();
  const counts = await step.run().catch((error: Error) => {
    console.error(error.message);
    return { passed: 0, failed: 1 };
  });
  results.push({ name: step.name, counts, seconds: Math.round((Date.now() - started) / 1000) });
}

console.log("\n— Summary");
for (const { name, counts, seconds } of results) {
  const mark = counts.failed === 0 ? "✓" : "✗";
  console.log(`${mark} ${name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`);
}
const total = results.reduce(
  (sum, { counts }) => ({ passed: sum.passed + counts.passed, failed: sum.failed + counts.failed }),
  {
    passed: 0,
    failed: 0,
  },
);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
