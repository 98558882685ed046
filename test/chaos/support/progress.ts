/** How far a run has come, written down so that one that is interrupted can go on (`npm run test:deep -- --resume`). */
import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { FIRST, LAST, PROGRESS_FILE, SEED } from "./settings.ts";

/** What stands in the file. */
interface Progress {
  readonly seed: string;
  /** The round to go on with. */
  readonly next: number;
  readonly last: number;
  readonly failed: readonly number[];
}

/** The rounds that failed before the run was interrupted that this one goes on with. */
export function failedBefore(): number[] {
  if (!PROGRESS_FILE || !existsSync(PROGRESS_FILE)) return [];
  const { seed, next, failed } = JSON.parse(readFileSync(PROGRESS_FILE, "utf8")) as Progress;
  return seed === SEED && next === FIRST ? [...failed] : [];
}

/** Write down that a round is played. */
export async function writeProgress(round: number, failed: readonly number[]): Promise<void> {
  const progress: Progress = { seed: SEED, next: round + 1, last: LAST, failed };
  if (PROGRESS_FILE) await writeFile(PROGRESS_FILE, JSON.stringify(progress));
}
