/** The tests' coverage of the contracts, from the lcov file that Hardhat writes for the instrumented copy. */
import type { Instrumented } from "./instrument.ts";

/** One source's coverage. */
export interface FileCoverage {
  readonly file: string;
  readonly lines: number;
  readonly branches: number;
  readonly uncoveredLines: readonly number[];
  /** Outcomes that no test reached, in words. */
  readonly uncoveredBranches: readonly string[];
}

/** How often each line was run, by file. */
export type Hits = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** Reads an lcov file. */
export function parseLcov(lcov: string): Hits {
  const hits = new Map<string, Map<number, number>>();
  let lines = new Map<number, number>();
  for (const record of lcov.split("\n")) {
    if (record.startsWith("SF:")) {
      lines = new Map();
      hits.set(record.slice(3), lines);
    }
    const [, line, count] = /^DA:(\d+),(\d+)/.exec(record) ?? [];
    if (line && count) lines.set(Number(line), Number(count));
  }
  return hits;
}

/** What was covered of one source. */
export function coverageOf(file: string, source: Instrumented, hits: Hits): FileCoverage {
  const counts = hits.get(file) ?? new Map<number, number>();
  const lines = [...counts].filter(([line]) => line <= source.lines);
  // A line that is missing was never run, in the copy as in the file.
  const missed = ([line]: readonly [number, string]) => !counts.get(line);
  const outcomes = source.branches.flatMap(({ line, condition, trueLine, falseLine }) => [
    [trueLine, `${line}: ${condition} is never true`] as const,
    [falseLine, `${line}: ${condition} is never false`] as const,
  ]);
  return {
    file,
    lines: lines.length,
    branches: outcomes.length,
    uncoveredLines: lines.filter(([, count]) => count === 0).map(([line]) => line),
    uncoveredBranches: outcomes.filter(missed).map(([, text]) => text),
  };
}

/** A share in percent; 100 of nothing. */
export function percent(total: number, uncovered: number): number {
  return total === 0 ? 100 : ((total - uncovered) / total) * 100;
}

/** The sum over all files. */
export function totalOf(files: readonly FileCoverage[]): FileCoverage {
  return {
    file: "total",
    lines: files.reduce((sum, { lines }) => sum + lines, 0),
    branches: files.reduce((sum, { branches }) => sum + branches, 0),
    uncoveredLines: files.flatMap(({ uncoveredLines }) => uncoveredLines),
    uncoveredBranches: files.flatMap(({ uncoveredBranches }) => uncoveredBranches),
  };
}

/** A file's row: how much of its lines and of its branches was covered. */
export function renderRow({ file, lines, branches, uncoveredLines, uncoveredBranches }: FileCoverage): string {
  const share = (total: number, uncovered: number) =>
    `${percent(total, uncovered).toFixed(2)} % (${total - uncovered}/${total})`.padStart(20);
  return `${file.padEnd(40)}${share(lines, uncoveredLines.length)}${share(branches, uncoveredBranches.length)}`;
}

/** What is not covered, one range of lines or one outcome per line. */
export function renderUncovered({ file, uncoveredLines, uncoveredBranches }: FileCoverage): string[] {
  const lines = rangesOf(uncoveredLines).map((range) => `✗ ${file}:${range} is never run`);
  return [...lines, ...uncoveredBranches.map((branch) => `✗ ${file}:${branch}`)];
}

function rangesOf(lines: readonly number[]): string[] {
  const ranges: { from: number; to: number }[] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last?.to === line - 1) last.to = line;
    else ranges.push({ from: line, to: line });
  }
  return ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`));
}
