import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import LongestFirst from "./scripts/test/longest-first.ts";
import { SHARED } from "./scripts/test/shared-files.ts";

/** Rules alone: they have no world around them that one file could leave to the next. */
const RULES = "test/domain/**/*.test.ts";

export default defineConfig({
  test: {
    setupFiles: "test/support/with-main.ts",
    pool: "forks",
    // Each file has a chain of its own and spends a third of its time waiting: three at a time are what two cores carry.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    sequence: { sequencer: LongestFirst },
    // Many times what any test takes: on a machine that is busy with other things they take many times as long.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 120_000 } },
    projects: [
      { extends: true, test: { name: "rules", include: [RULES], isolate: false } },
      {
        extends: true,
        test: { name: "shared", include: SHARED, isolate: false, globalSetup: "test/support/prepare.ts" },
      },
      {
        extends: true,
        test: {
          name: "apart",
          include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
          exclude: [RULES, ...SHARED, "**/node_modules/**"],
          globalSetup: "test/support/prepare.ts",
        },
      },
    ],
  },
});
