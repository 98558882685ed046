import type { Mutant } from "../../scripts/test/mutant.ts";

export const domain: readonly Mutant[] = [];
