/** How many may work at once, and how many may wait for that. */
export interface PoolLimits {
  readonly width: number;
  /** Of one address, among those that work. */
  readonly widthByAddress: number;
  readonly queue: number;
  /** Of one address, among those that wait. */
  readonly queueByAddress: number;
  /** Milliseconds that anybody waits at most. */
  readonly patience: number;
}

/** No slot became free: none to work in, or none in time while waiting. */
export class PoolFull extends Error {
  override readonly name = "PoolFull";
  /** Whether the address used up its own share. */
  readonly own: boolean;

  constructor(own: boolean) {
    super("There is no place");
    this.own = own;
  }
}

interface Waiting {
  readonly address: string;
  readonly start: () => void;
}

/** Slots shared out fairly, so that no address starves the others. */
export interface FairPool {
  /** Work in a slot of the pool as soon as one is free. Throws `PoolFull`, or the signal's reason. */
  run<T>(address: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
}

/** An empty pool. */
export function fairPool(limits: PoolLimits): FairPool {
  const working = new Map<string, number>();
  const waiting = new Set<Waiting>();
  let busy = 0;

  const worksFor = (address: string) => working.get(address) ?? 0;
  const isFree = (address: string) => busy < limits.width && worksFor(address) < limits.widthByAddress;

  function take(address: string): void {
    busy += 1;
    working.set(address, worksFor(address) + 1);
  }

  function leave(address: string): void {
    busy -= 1;
    const left = worksFor(address) - 1;
    if (left > 0) working.set(address, left);
    else working.delete(address);
    // The address with the fewest slots is next; among equals, the one that waited longest.
    const able = [...waiting].filter((one) => isFree(one.address));
    const next = able.reduce<Waiting | undefined>(
      (best, one) => (best && worksFor(best.address) <= worksFor(one.address) ? best : one),
      undefined,
    );
    next?.start();
  }

  async function place(address: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (isFree(address)) return take(address);
    const own = [...waiting].filter((one) => one.address === address).length;
    if (own >= limits.queueByAddress) throw new PoolFull(true);
    if (waiting.size >= limits.queue) throw new PoolFull(false);
    await new Promise<void>((resolve, reject) => {
      const end = () => {
        waiting.delete(entry);
        clearTimeout(timer);
        signal.removeEventListener("abort", abort);
      };
      const entry: Waiting = {
        address,
        start() {
          end();
          take(address);
          resolve();
        },
      };
      const abort = () => {
        end();
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        end();
        reject(new PoolFull(worksFor(address) >= limits.widthByAddress));
      }, limits.patience);
      waiting.add(entry);
      signal.addEventListener("abort", abort, { once: true });
    });
  }

  return {
    async run(address, signal, work) {
      await place(address, signal);
      try {
        return await work();
      } finally {
        leave(address);
      }
    },
  };
}
