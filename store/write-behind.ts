/** How long an item may wait for others to be written with, in milliseconds. */
const PATIENCE = 500;
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

/**
 * Collect items and write them a moment later.
 *
 * @param write Takes some of them, at most `chunk`; all or none of them are written.
 * @param afterwards What is to be done each time that all are written.
 */
export function writeBehind<T>(
  chunk: number,
  write: (items: readonly T[]) => Promise<void>,
  afterwards?: () => Promise<void>,
): WriteBehind<T> {
  let waiting: T[] = [];
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> | undefined;

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const items = waiting.slice(0, chunk);
      await write(items);
      waiting = waiting.slice(items.length);
    }
    await afterwards?.();
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    await flushing;
    flushing ??= writeAll()
      .catch(() => undefined)
      .finally(() => {
        flushing = undefined;
      });
    await flushing;
  }

  return {
    flush,
    waiting: () => waiting,
    add(item) {
      if (waiting.length >= MOST_WAITING) return;
      waiting.push(item);
      timer ??= setTimeout(() => void flush(), PATIENCE).unref();
    },
  };
}
