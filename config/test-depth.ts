/** How many inputs randomised tests try, and with which seed: fixed by default, so that runs are repeatable. */
const { TEST_DEPTH: depth = "1", TEST_SEED: seed } = process.env;

if (!/^[1-9][0-9]{0,3}$/.test(depth)) throw new Error(`TEST_DEPTH is a whole number from 1 to 9999, not ${depth}`);
if (seed && !/^0x[0-9a-f]{64}$/i.test(seed)) throw new Error(`TEST_SEED is 32 bytes in hexadecimal, not ${seed}`);

/** The multiple of the default number of inputs. */
export const TEST_DEPTH = Number(depth);

/** The seed as 32 bytes in hexadecimal; undefined for the fixed default. */
export const TEST_SEED = seed || undefined;
