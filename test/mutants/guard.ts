/** How guards are listed that a test file beside them notices. */
import type { Mutant } from "../../scripts/test/mutant.ts";

/** Guards of files in one folder, by the test files in another. */
export const guardOf =
  (folder: string, tests: string) =>
  (file: string, test: string) =>
  (replace: string, by: string, guarantee: string): Mutant => ({
    file: `${folder}/${file}.ts`,
    replace,
    by,
    tests: [`${tests}/${test}.test.ts`],
    guarantee,
  });
