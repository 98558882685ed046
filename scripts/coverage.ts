/**
 * `npm run coverage`: the Solidity tests' coverage of the contracts, by lines and by branches (both outcomes of each
 * `if`, `?:`, `&&`, `||` and `require`). Fails below 100 % of either.
 */
import { spawn } from "node:child_process";
import { cp, glob, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PROJECT_FOLDER } from "../config/settings.ts";
import { type Instrumented, instrument } from "./coverage/instrument.ts";
import {
  coverageOf,
  type FileCoverage,
  parseLcov,
  percent,
  renderRow,
  renderUncovered,
  totalOf,
} from "./coverage/report.ts";

const MINIMUM_LINES = 100;
const MINIMUM_BRANCHES = 100;

/** The instrumented copy: inside the project, so that it finds the same packages. */
const FOLDER = join(PROJECT_FOLDER, "coverage");

/**
 * Not optimized: never deployed code may be large and slow, but compiles in a tenth of the time. And a quarter of the
 * random inputs: here they only have to reach the code.
 */
const CONFIG = `import config from "../hardhat.config.ts";
const { version, path, settings } = config.solidity.profiles.default;
const optimizer = { enabled: false };
const { fuzz, invariant } = config.test.solidity;
export default {
  ...config,
  solidity: { version, path, settings: { ...settings, optimizer } },
  test: { solidity: { fuzz: { ...fuzz, runs: fuzz.runs / 4 }, invariant: { ...invariant, runs: invariant.runs / 4 } } },
};
`;

/** Makes a project of the instrumented contracts and the tests as they are. */
async function prepare(): Promise<Map<string, Instrumented>> {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER);
  await cp(join(PROJECT_FOLDER, "contracts"), join(FOLDER, "contracts"), { recursive: true });
  await rm(join(FOLDER, "contracts/proofs"), { recursive: true, force: true });
  await writeFile(join(FOLDER, "package.json"), '{ "type": "module" }\n');
  await writeFile(join(FOLDER, "hardhat.config.js"), CONFIG);
  const files = new Map<string, Instrumented>();
  for await (const file of glob("contracts/{,common/,extension/,libraries/,types/,verbs/}*.sol", { cwd: FOLDER })) {
    const source = instrument(await readFile(join(FOLDER, file), "utf8"), `Branch${files.size}_`);
    await writeFile(join(FOLDER, file), source.source);
    files.set(file, source);
  }
  return files;
}

/** Runs the Solidity tests; false if any fails, whose output is shown. */
async function runTests(): Promise<boolean> {
  const hardhat = join(PROJECT_FOLDER, "node_modules", ".bin", "hardhat");
  const child = spawn(hardhat, ["--config", "hardhat.config.js", "test", "solidity", "--coverage"], {
    cwd: FOLDER,
    stdio: ["ignore", "pipe", "pipe"],
    // The same inputs every time: coverage must not be a matter of luck.
    env: { ...process.env, TEST_DEPTH: "1", TEST_SEED: "", NO_COLOR: "1" },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  if (code !== 0) console.error(`${output}\n✗ The contract tests fail, so there is no coverage to tell.`);
  return code === 0;
}

/** Shows what is covered, and what is not; true if it is enough. */
function report(files: readonly FileCoverage[]): boolean {
  const total = totalOf(files);
  console.log(`${"".padEnd(40)}${"lines".padStart(20)}${"branches".padStart(20)}`);
  for (const file of [...files, total]) console.log(renderRow(file));
  for (const line of files.flatMap(renderUncovered)) console.log(line);
  const lines = percent(total.lines, total.uncoveredLines.length);
  const branches = percent(total.branches, total.uncoveredBranches.length);
  const enough = total.lines > 0 && lines >= MINIMUM_LINES && branches >= MINIMUM_BRANCHES;
  const shares = `${lines.toFixed(2)} % of the lines and ${branches.toFixed(2)} % of the branches are covered`;
  console.log(`${enough ? "✓" : "✗"} ${shares}; wanted: ${MINIMUM_LINES} % and ${MINIMUM_BRANCHES} %`);
  return enough;
}

async function main(): Promise<boolean> {
  const sources = await prepare();
  if (!(await runTests())) return false;
  const hits = parseLcov(await readFile(join(FOLDER, "coverage/lcov.info"), "utf8"));
  const files = [...sources]
    .map(([file, source]) => coverageOf(file, source, hits))
    .filter(({ lines, branches }) => lines + branches > 0)
    .sort((left, right) => left.file.localeCompare(right.file));
  return report(files);
}

try {
  if (!(await main())) process.exitCode = 1;
} finally {
  await rm(FOLDER, { recursive: true, force: true });
}
