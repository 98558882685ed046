/** How much tests with random input try, and with which seed: the same everywhere by default, so that a run repeats. */
const { TEST_DEPTH: depth = "1", TEST_SEED: seed } = process.env;

if (!/^[1-9][0-9]{0,3}$/.test(depth)) throw new Error(`TEST_DEPTH is a whole number from 1 to 9999, not ${depth}`);
if (seed && !/^0x[0-9a-f]{64}$/i.test(seed)) throw new Error(`TEST_SEED is 32 bytes in hexadecimal, not ${seed}`);

/** How many times as many inputs are tried as by default. */
export const TEST_DEPTH = Number(depth);

/** Where the random input begins, as 32 bytes in hexadecimal; undefined for the seed that is always the same. */
export const TEST_SEED = seed || undefined;
