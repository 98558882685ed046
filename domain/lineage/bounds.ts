/** How much of a lineage is followed: by whoever reads it, recalls by it, or asks what speaks against a batch by it. */

/** The most generations. */
export const DEEPEST = 1_000;
/** The most batches, each way. */
export const MOST_BATCHES = 10_000;
/** The most of what went into which, each way. */
export const MOST_EDGES = 65_536;
