import type { Mutant } from "../../scripts/test/mutant.ts";

export const mirror: readonly Mutant[] = [];
