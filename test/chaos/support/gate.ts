/** Lets calls through side by side, and a reorganisation alone: anvil loses blocks that it mines during one. */

/** A gate. */
export interface Gate {
  /** Run beside others that are let through, never beside one that is alone. */
  shared<T>(work: () => Promise<T>): Promise<T>;
  /** Run when all that was let through has ended; what comes meanwhile waits. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

/** An open gate. */
export function createGate(): Gate {
  /** Settles when nobody is alone any more. */
  let closed: Promise<void> = Promise.resolve();
  let waiting = 0;
  const inside = new Set<Promise<unknown>>();
  return {
    async shared(work) {
      while (waiting > 0) await closed;
      const running = work();
      inside.add(running);
      try {
        return await running;
      } finally {
        inside.delete(running);
      }
    },
    async alone(work) {
      waiting++;
      const before = closed;
      const done = Promise.withResolvers<void>();
      closed = done.promise;
      try {
        await before;
        await Promise.allSettled([...inside]);
        return await work();
      } finally {
        waiting--;
        done.resolve();
      }
    },
  };
}
