/**
 * `npm test`: everything that has to hold. Each compiler and each solver keeps one core at work, so what does not need
 * another's result runs beside it. Ends with counts; what fails is named once more at the end.
 */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROJECT_FOLDER } from "../config/settings.ts";
import { TEST_DEPTH } from "../config/test-depth.ts";
import { renderAbi, renderValidator } from "./generate-abi.ts";
import { type Failure, hardhatFailures, lastLines, renderFailure } from "./test/failures.ts";
import type { VitestReport } from "./test/vitest-report.ts";

interface Outcome {
  readonly passed: number;
  readonly failures: readonly Failure[];
  /** Why the step was not run. */
  readonly skipped?: string;
}

/** Shows what a step has to say. */
type Say = (text: string) => void;

interface Step {
  readonly name: string;
  run(say: Say): Promise<Outcome>;
}

const BIN = join(PROJECT_FOLDER, "node_modules", ".bin");

/** Runs a program; its output is shown and returned. */
function run(
  [program, ...parameters]: readonly [string, ...string[]],
  say: Say,
  settings: Record<string, string> = {},
): Promise<{ code: number; output: string }> {
  const child = spawn(join(BIN, program), parameters, {
    cwd: PROJECT_FOLDER,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      NODE_ENV: "test",
      // Hundreds of processes that compile the same modules.
      NODE_COMPILE_CACHE: join(PROJECT_FOLDER, "cache", "node"),
      ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" }),
      ...settings,
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      say(text);
    });
  }
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ code: 1, output: output + error.message }));
    child.once("exit", (code) => {
      const done = () => resolve({ code: code ?? 1, output });
      // The end of its output may still be arriving; but a process it left running may keep the stream open forever.
      const timer = setTimeout(done, 2_000);
      child.once("close", () => {
        clearTimeout(timer);
        done();
      });
    });
  });
}

/** The result of a step that passes or fails as a whole. */
function whole(name: string, passes: boolean, detail: string): Outcome {
  return passes ? { passed: 1, failures: [] } : { passed: 0, failures: [{ name, detail }] };
}

/** A program that passes or fails as a whole. */
function check(name: string, ...command: readonly [string, ...string[]]): Step {
  return {
    name,
    async run(say) {
      const { code, output } = await run(command, say);
      return whole(name, code === 0, lastLines(output));
    },
  };
}

const build: Step = {
  name: "the contract compiles without a warning",
  async run(say) {
    // From nothing: what an earlier build left behind would hide warnings, and can trip Hardhat's own network.
    await run(["hardhat", "clean"], say);
    const { code, output } = await run(["hardhat", "build"], say);
    return whole(this.name, code === 0 && !/warning/i.test(output), lastLines(output));
  },
};

const abi: Step = {
  name: "what is generated from the contracts is theirs",
  async run() {
    const read = (file: string) => readFile(join(PROJECT_FOLDER, file), "utf8");
    const isCurrent =
      (await read("proof/abi.ts")) === (await renderAbi()) &&
      (await read("chain/signature-validator.ts")) === (await renderValidator());
    return whole(
      this.name,
      isCurrent,
      "proof/abi.ts or chain/signature-validator.ts is out of date: run `npm run abi`",
    );
  },
};

const proof: Step = {
  name: "mass balance is proved (SMTChecker)",
  async run(say) {
    const { code, output } = await run(["node", "scripts/prove.ts"], say);
    const skipped = code === 0 ? /^Skipped: (.*)$/m.exec(output)?.[1] : undefined;
    return skipped ? { passed: 0, failures: [], skipped } : whole(this.name, code === 0, lastLines(output));
  },
};

/** The tests in Solidity, with some of Hardhat's options before the task, and settings. */
const solidity = (name: string, options: readonly string[] = [], settings: Record<string, string> = {}): Step => ({
  name,
  async run(say) {
    const { code, output } = await run(["hardhat", ...options, "test", "solidity"], say, settings);
    const passed = Number(/(\d+) passing/.exec(output)?.[1] ?? 0);
    const failures = hardhatFailures(output);
    // A run that found no tests, or crashed, is a failure too.
    const fellOver = failures.length === 0 && (code !== 0 || passed === 0);
    return { passed, failures: fellOver ? [{ name, detail: lastLines(output) }] : failures };
  },
});

const contracts = solidity("contract tests (fuzz and invariant)");
const london = solidity("contract tests on an EVM before Cancun", ["--network", "london"], { EVM_VERSION: "london" });

const everythingElse: Step = {
  name: "unit, integration, browser and end-to-end tests",
  async run(say) {
    const folder = await mkdtemp(join(tmpdir(), "suyuan-report-"));
    const file = join(folder, "report.json");
    const reporters = ["--reporter=default", "--reporter=./scripts/test/vitest-report.ts"];
    const { code, output } = await run(["vitest", "run", ...reporters], say, { VITEST_REPORT: file });
    const report = await readFile(file, "utf8").catch(() => undefined);
    await rm(folder, { recursive: true });
    const { passed, failures, slowest }: VitestReport = report
      ? JSON.parse(report)
      : { passed: 0, failures: [], slowest: [] };
    say("\nThe slowest files:\n");
    for (const { file, seconds } of slowest) say(`${String(seconds).padStart(6)} s  ${file}\n`);
    const fellOver = failures.length === 0 && (code !== 0 || passed === 0);
    return { passed, failures: fellOver ? [{ name: this.name, detail: lastLines(output) }] : failures };
  },
};

/** Two rows at a time, each in the order in which a failure is cheapest to find. */
const ROWS: readonly (readonly Step[])[] = [
  [build, abi, check("type check", "tsc"), contracts],
  [
    check("formatting, lint and import boundaries", "biome", "ci", "--reporter=default", "--reporter=summary", "."),
    check(
      "Solidity lint",
      "solhint",
      "--disc",
      "--max-warnings",
      "0",
      "contracts/{,common/,extension/,interfaces/,libraries/,types/,verbs/}*.sol",
    ),
    proof,
    check("coverage of the contracts", "node", "scripts/coverage.ts"),
    // The same tests of the same sources: of the deeper run alone, for they take as long again.
    ...(TEST_DEPTH > 1 ? [london] : []),
  ],
];

const results: { name: string; outcome: Outcome; seconds: number }[] = [];

async function take(step: Step, say: Say): Promise<void> {
  say(`\n— ${step.name}\n`);
  const started = Date.now();
  const outcome = await step.run(say).catch((error: Error) => whole(step.name, false, error.message));
  results.push({ name: step.name, outcome, seconds: Math.round((Date.now() - started) / 1000) });
}

/** One after the other. What each says is shown when it is done: it would stand between another's lines. */
async function takeRow(steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    let said = "";
    await take(step, (text) => {
      said += text;
    });
    process.stdout.write(said);
  }
}

await Promise.all(ROWS.map(takeRow));
await take(everythingElse, (text) => void process.stdout.write(text));

console.log("\n— Summary");
for (const { name, outcome, seconds } of results) {
  const { passed, failures, skipped } = outcome;
  const mark = skipped ? "–" : failures.length === 0 ? "✓" : "✗";
  const counts = skipped ? `skipped (${skipped})` : `${passed} passed, ${failures.length} failed`;
  console.log(`${mark} ${name}: ${counts} (${seconds} s)`);
}
const passed = results.reduce((sum, { outcome }) => sum + outcome.passed, 0);
const failures = results.flatMap(({ outcome }) => outcome.failures);
console.log(`\n${passed} passed, ${failures.length} failed`);
if (failures.length > 0) console.log(`\n— Failed\n${failures.map(renderFailure).join("\n\n")}`);
process.exitCode = failures.length === 0 ? 0 : 1;
