import type { Mutant } from "../../scripts/test/mutant.ts";

export const outgoing: readonly Mutant[] = [];
