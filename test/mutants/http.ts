import type { Mutant } from "../../scripts/test/mutant.ts";

export const http: readonly Mutant[] = [];
