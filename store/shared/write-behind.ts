/** How long an item may wait for others to be written together, in milliseconds. */
const PATIENCE = 500;
/** Delay before a failed write is retried, in milliseconds: doubled each time, up to the maximum. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
/** The most items buffered while the database cannot be written to: counting must not exhaust the memory. */
const MOST_WAITING = 10_000;

/** Items written in batches: a transaction for each would slow every request down to the disk's pace. */
export interface WriteBehind<T> {
  /** Buffer an item until it is written, unless too many are buffered already. */
  add(item: T): void;
  /** Buffered items. */
  waiting(): readonly T[];
  /** Write the buffered items. Never throws: what could not be written stays buffered. */
  flush(): Promise<void>;
}

/** Reports about items that cannot be written: each once, until it is over. */
export interface WriteBehindReport {
  /** They stay buffered and are retried. */
  waits(error: unknown): void;
  /** The buffer is full, so that further items are dropped. */
  drops(): void;
  /** All are written again; the given number were dropped. */
  over(dropped: number): void;
}

/** How items are written. */
export interface WriteBehindOptions<T> {
  /** The most items written at once. */
  readonly chunk: number;
  /** Writes all of them or none. */
  readonly write: (items: readonly T[]) => Promise<void>;
  /** Called each time that all are written. */
  readonly afterwards?: () => Promise<void>;
  readonly report?: WriteBehindReport | undefined;
}

/** Buffer items and write them a moment later. */
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
