/**
 * `npm run test:deep`: all of `npm test` with ten times as many random inputs and 500 rounds of chaos, from new seeds
 * each time, to find what the seeds of `npm test` never find. `TEST_SEED=0x… CHAOS_SEED=… npm run test:deep` repeats an
 * earlier run. `npm run test:deep -- --resume` runs only the rounds that an interrupted run left.
 */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { PROJECT_FOLDER } from "../config/settings.ts";

/** How many rounds of chaos. */
const ROUNDS = "500";
/** Where the chaos tests store their progress. */
const PROGRESS = join(tmpdir(), "suyuan-chaos.json");

/** The content of that file. */
interface Progress {
  readonly seed: string;
  readonly next: number;
  readonly last: number;
  readonly failed: readonly number[];
}

/** Run the remaining rounds. Gives whether they, and those before, passed. */
async function resume(): Promise<boolean> {
  const text = await readFile(PROGRESS, "utf8").catch(() => undefined);
  if (text === undefined) throw new Error(`There is no interrupted run: ${PROGRESS} is missing`);
  const { seed, next, last, failed } = JSON.parse(text) as Progress;
  console.log(
    `Seed ${seed}: rounds 1-${next - 1} are played${failed.length > 0 ? `, of which failed: ${failed}` : ""}`,
  );
  if (next > last) return failed.length === 0;
  const child = spawn(join(PROJECT_FOLDER, "node_modules", ".bin", "vitest"), ["run", "test/chaos"], {
    cwd: PROJECT_FOLDER,
    stdio: "inherit",
    env: { ...process.env, NODE_ENV: "test", CHAOS_SEED: seed, CHAOS_ROUNDS: `${next}-${last}` },
  });
  const [code] = await once(child, "exit");
  return code === 0 && failed.length === 0;
}

process.env.CHAOS_PROGRESS ||= PROGRESS;
if (parseArgs({ options: { resume: { type: "boolean" } } }).values.resume) {
  process.exitCode = (await resume()) ? 0 : 1;
} else {
  process.env.TEST_DEPTH ||= "10";
  process.env.TEST_SEED ||= `0x${randomBytes(32).toString("hex")}`;
  process.env.CHAOS_ROUNDS ||= ROUNDS;
  process.env.CHAOS_SEED ||= randomBytes(8).toString("hex");
  console.log(`TEST_SEED=${process.env.TEST_SEED} CHAOS_SEED=${process.env.CHAOS_SEED}`);
  // Only now: its modules read these settings when loaded.
  await import("./test.ts");
}
