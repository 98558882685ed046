/** A mutant: the product with one guard taken out or bent. A test has to notice, or the guard may go any day. */

/** One change of one file that tests have to notice. */
export interface Mutant {
  /** The file that is changed. */
  readonly file: string;
  /** A piece of its text that is there exactly once. */
  readonly replace: string;
  /** What stands there instead: code that still parses. */
  readonly by: string;
  /** The test files one of whose tests has to fail then; the quicker the better. */
  readonly tests: readonly string[];
  /** What would not hold any more. */
  readonly guarantee: string;
}

/** A mutant no longer fits the file that it changes. */
export class StaleMutant extends Error {
  override readonly name = "StaleMutant";
}

/** The file's text as the mutant has it. Throws a StaleMutant unless what it replaces is there exactly once. */
export function mutate(text: string, { file, replace, by }: Mutant): string {
  const pieces = text.split(replace);
  if (pieces.length !== 2) {
    throw new StaleMutant(`${file} has ${pieces.length - 1} times, not once:\n${replace}`);
  }
  return pieces.join(by);
}

/** The line on which the mutant's change begins, from 1. */
export function lineOf(text: string, { replace }: Mutant): number {
  return text.slice(0, text.indexOf(replace)).split("\n").length;
}
