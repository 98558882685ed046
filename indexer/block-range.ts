/** How many blocks are asked for at a time: as many as the node gives, and as make a commit of a good size. */

/** A commit's size in lines: a larger transaction holds the database for seconds, smaller ones cost more each. */
export const COMMIT_LINES = 10_000;

/** The longest answer that is read for more than one block, in bytes. */
export const ANSWER_LIMIT = 32 * 1024 * 1024;

/** What is asked for first; whatever comes of it sets the pace. */
const FIRST = 1_000;
const MOST = 10_000;
/** Milliseconds after which an answer is slow. */
const SLOW = 5_000;

/** A size that shrinks and grows with what the node answers. */
export interface BlockRange {
  readonly size: number;
  /** The node gave so many logs in so many milliseconds. */
  answered(logs: number, milliseconds: number): void;
  /** The node gave none, for there were too many or it took too long. One block is the least. */
  refused(): void;
}

/** Begin with a usual size. */
export function blockRange(): BlockRange {
  let size = FIRST;
  // Above what was refused once it is not tried again soon: each try would cost an answer that is thrown away.
  let ceiling = MOST;
  return {
    get size() {
      return size;
    },
    answered(logs, milliseconds) {
      ceiling = Math.min(MOST, ceiling + Math.ceil(ceiling / 16));
      if (logs > 2 * COMMIT_LINES) size = Math.max(1, Math.floor((size * COMMIT_LINES) / logs));
      else if (milliseconds > SLOW) size = Math.max(1, Math.floor(size / 2));
      else if (logs < COMMIT_LINES / 2 && milliseconds < SLOW / 2) size = Math.min(ceiling, size * 2);
    },
    refused() {
      ceiling = Math.max(1, size - 1);
      size = Math.max(1, Math.floor(size / 2));
    },
  };
}
