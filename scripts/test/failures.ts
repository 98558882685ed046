/** Failures, shortened to fit at the end of a long output: reading only that has to show where to look. */
import { stripVTControlCharacters } from "node:util";

/** One test, file or check that failed, and the beginning of why. */
export interface Failure {
  readonly name: string;
  readonly detail: string;
}

const FIRST = 12;
const LAST = 20;

/** An error's first lines, which say what is wrong. */
export function firstLines(text: string): string {
  return stripVTControlCharacters(text).trim().split("\n").slice(0, FIRST).join("\n");
}

/** The last lines of a program's output, which say where it stopped. */
export function lastLines(text: string): string {
  return stripVTControlCharacters(text).trimEnd().split("\n").slice(-LAST).join("\n");
}

/** The tests that Hardhat lists as failing, after its counts. */
export function hardhatFailures(output: string): Failure[] {
  const list = stripVTControlCharacters(output).split(/^ *\d+ failing *$/m)[1] ?? "";
  return list
    .split(/^ *\d+\) /m)
    .slice(1)
    .map((block) => {
      const [name = "", ...lines] = block.split("\n");
      return { name: name.trim(), detail: firstLines(lines.join("\n")) };
    });
}

/** A failure for display: its name, and the detail below it. */
export function renderFailure({ name, detail }: Failure): string {
  const lines = detail.split("\n").map((line) => `    ${line.trimEnd()}`);
  return [`✗ ${name}`, ...lines].join("\n").trimEnd();
}
