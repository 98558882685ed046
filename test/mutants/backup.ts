import type { Mutant } from "../../scripts/test/mutant.ts";

export const backup: readonly Mutant[] = [];
