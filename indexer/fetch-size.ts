/** How many blocks are asked for at a time: as many as the node gives, and as make a commit of a good size. */

/** A commit's size in lines: a larger transaction holds the database for seconds, smaller ones cost more each. */
const COMMIT = 10_000;

/** The longest answer that is read for more than one block, in bytes. */
export const ANSWER_LIMIT = 32 * 1024 * 1024;

/** What is asked for first; whatever comes of it sets the pace. */
const FIRST = 1_000;
const MOST = 10_000;
/** After so many answers, something more than what was refused is tried again. */
const PATIENCE = 64;
/** Milliseconds after which an answer is slow. */
const SLOW = 5_000;

/** A size that shrinks and grows with what the node answers. */
export interface FetchSize {
  /** Blocks to be asked for. */
  readonly size: number;
  /** Lines that go into a commit, about. */
  readonly commit: number;
  /** The node gave so many logs in so many milliseconds. */
  answered(logs: number, milliseconds: number): void;
  /** The node gave none, for there were too many or it took too long. One block is the least. */
  refused(): void;
  /** What it gave was not all: it cuts answers off, and says nothing. */
  cutOff(): void;
}

/** Begin with a usual size. */
export function fetchSize({ first = FIRST, commit = COMMIT } = {}): FetchSize {
  let size = first;
  // Above what was refused once it is not tried again soon: each try would cost an answer that is thrown away.
  let ceiling = MOST;
  let answers = 0;
  // Towards what was refused it goes by halves.
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
