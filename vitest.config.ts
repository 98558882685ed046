import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    globalSetup: "test/support/prepare.ts",
    setupFiles: "test/support/with-main.ts",
    pool: "forks",
    // Each file has a chain of its own; two at a time is what two cores carry.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
