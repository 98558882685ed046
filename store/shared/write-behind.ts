/** How long an item may wait for others to be written with, in milliseconds. */
const PATIENCE = 500;
/** Before what could not be written is tried again, in milliseconds: twice as long each time, and at most. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
/** What is kept waiting while the database cannot be written to: counting must not exhaust the memory. */
const MOST_WAITING = 10_000;

/** Things that are written some at a time: a transaction for each would cost every request the disk's pace. */
export interface WriteBehind<T> {
  /** Keep an item until it is written, unless too many wait already. */
  add(item: T): void;
  /** What is not written yet. */
  waiting(): readonly T[];
  /** Write what is waiting. Never throws: what could not be written waits on. */
  flush(): Promise<void>;
}

/** What becomes of things that cannot be written. Each is told once, until it is over. */
export interface WriteBehindReport {
  /** They wait, and are tried again. */
  waits(error: unknown): void;
  /** So many wait that more are dropped. */
  drops(): void;
  /** All are written again; so many were dropped. */
  over(dropped: number): void;
}

/** How things are written. */
export interface WriteBehindOptions<T> {
  /** How many are written at once, at most. */
  readonly chunk: number;
  /** Writes all of them or none. */
  readonly write: (items: readonly T[]) => Promise<void>;
  /** What is to be done each time that all are written. */
  readonly afterwards?: () => Promise<void>;
  readonly report?: WriteBehindReport | undefined;
}

/** Collect items and write them a moment later. */
export function writeBehind<T>({ chunk, write, afterwards, report }: WriteBehindOptions<T>): WriteBehind<T> {
  let waiting: T[] = [];
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> | undefined;
  let failures = 0;
  let dropped = 0;

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const items = waiting.slice(0, chunk);
      await write(items);
      waiting = waiting.slice(items.length);
    }
    await afterwards?.();
  }

  function succeeded(): void {
    if (failures > 0) report?.over(dropped);
    failures = 0;
    dropped = 0;
  }

  function failed(error: unknown): void {
    if (failures === 0) report?.waits(error);
    later(Math.min(FIRST_PAUSE * 2 ** Math.min(failures++, 10), LONGEST_PAUSE));
  }

  function later(pause: number): void {
    timer ??= setTimeout(() => void flush(), pause).unref();
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    await flushing;
    flushing ??= writeAll()
      .then(succeeded, failed)
      .finally(() => {
        flushing = undefined;
      });
    await flushing;
  }

  return {
    flush,
    waiting: () => waiting,
    add(item) {
      if (waiting.length >= MOST_WAITING) {
        if (dropped++ === 0) report?.drops();
        return;
      }
      waiting.push(item);
      later(PATIENCE);
    },
  };
}
