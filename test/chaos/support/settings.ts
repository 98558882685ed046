/**
 * Which rounds are played. `CHAOS_ROUNDS=100` plays the rounds 1 to 100 of a seed, and `CHAOS_ROUNDS=17-17` only the
 * seventeenth; `CHAOS_SEED` names the seed, which is always the same by default.
 */
const { CHAOS_SEED: seed = "suyuan", CHAOS_ROUNDS: rounds = "8", CHAOS_PROGRESS: progress } = process.env;

const range = /^(?:([1-9]\d{0,4})-)?([1-9]\d{0,4})$/.exec(rounds);
if (!range) throw new Error(`CHAOS_ROUNDS is a number of rounds, or a first and a last one as in 3-7, not ${rounds}`);

/** The seed of all rounds. */
export const SEED = seed;
/** The first round that is played. */
export const FIRST = Number(range[1] ?? 1);
/** The last one. */
export const LAST = Number(range[2]);
/** Where it is written down which round is next, so that an interrupted run can go on. */
export const PROGRESS_FILE = progress || undefined;
/** Rounds in one world: a chain that grew long makes each of them slower. */
export const ROUNDS_A_WORLD = 25;
