/** How many blocks to fetch at a time: as many as the node allows and as make a commit of a good size. */

/** A commit's size in lines: a larger transaction holds the database for seconds, smaller ones cost more each. */
const COMMIT = 10_000;

/** The longest answer that is read for more than one block, in bytes. */
export const ANSWER_LIMIT = 32 * 1024 * 1024;

/** The first fetch size; later ones adapt to the answers. */
const FIRST = 1_000;
const MOST = 10_000;
/** After this many answers, a size above the refused one is tried again. */
const PATIENCE = 64;
/** Milliseconds after which an answer is slow. */
const SLOW = 5_000;

/** A size that shrinks and grows with what the node answers. */
export interface FetchSize {
  /** Blocks to fetch. */
  readonly size: number;
  /** Approximate lines per commit. */
  readonly commit: number;
  /** The node answered with this many logs in this many milliseconds. */
  answered(logs: number, milliseconds: number): void;
  /** The node refused: too many logs, or too slow. The minimum is one block. */
  refused(): void;
  /** The answer was incomplete: the node truncates answers silently. */
  cutOff(): void;
}

/** Start with the default size. */
export function fetchSize({ first = FIRST, commit = COMMIT } = {}): FetchSize {
  let size = first;
  // A refused size is not retried soon: each attempt would waste an answer.
  let ceiling = MOST;
  let answers = 0;
  // Approaches a refused size by halving the distance.
  const larger = () => Math.min(ceiling, ceiling < MOST ? Math.ceil((size + ceiling) / 2) : size * 2);
  return {
    commit,
    get size() {
      return size;
    },
    answered(logs, milliseconds) {
      answers += 1;
      if (answers % PATIENCE === 0) ceiling = Math.min(MOST, ceiling + Math.ceil(ceiling / 4));
      if (logs > 2 * commit) size = Math.max(1, Math.floor((size * commit) / logs));
      else if (milliseconds > SLOW) size = Math.max(1, Math.floor(size / 2));
      else if (logs < commit / 2 && milliseconds < SLOW / 2) size = larger();
    },
    refused() {
      answers = 0;
      ceiling = Math.max(1, size - 1);
      size = Math.max(1, Math.floor(size / 2));
    },
    cutOff() {
      answers = 0;
      size = Math.max(1, Math.floor(size / 2));
      ceiling = size;
    },
  };
}
