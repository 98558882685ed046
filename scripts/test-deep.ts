/**
 * `npm run test:deep`: all of `npm test` with ten times as many random inputs, from a seed that is new each time, for
 * what the seed of `npm test` never finds. `TEST_SEED=0x… npm run test:deep` begins where an earlier run began.
 */
import { randomBytes } from "node:crypto";

process.env.TEST_DEPTH ||= "10";
process.env.TEST_SEED ||= `0x${randomBytes(32).toString("hex")}`;

// Only now: whatever it loads reads these settings.
await import("./test.ts");
