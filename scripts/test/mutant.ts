/**
 * A mutant: the product with one guard removed or altered. A test has to notice, or the guard could get lost any day.
 */

/** One change of one file that tests have to notice. */
export interface Mutant {
  /** The file that is changed. */
  readonly file: string;
  /** A piece of its text that occurs exactly once. */
  readonly replace: string;
  /** The replacement: code that still parses. */
  readonly by: string;
  /** The test files, of which one test has to fail; the quicker the better. */
  readonly tests: readonly string[];
  /** The guarantee that would be lost. */
  readonly guarantee: string;
}

/** A mutant no longer matches its file. */
export class StaleMutant extends Error {
  override readonly name = "StaleMutant";
}

/** The mutated text of the file. Throws a StaleMutant unless the replaced text occurs exactly once. */
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
