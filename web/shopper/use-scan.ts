import { useEffect } from "preact/hooks";

/** The longest scan, in seconds: a page left open is not being read. */
const LONGEST = 3_600;

/** Measures for how many seconds a page was visible. */
export class Stopwatch {
  #seconds = 0;
  #since: number | null = null;

  /** The page becomes visible at this time, in milliseconds. */
  start(now: number): void {
    this.#since ??= now;
  }

  /** It becomes hidden. */
  stop(now: number): void {
    if (this.#since !== null) this.#seconds += (now - this.#since) / 1000;
    this.#since = null;
  }

  /** The seconds so far. */
  get seconds(): number {
    return Math.min(LONGEST, Math.round(this.#seconds));
  }
}

/**
 * Counts this scan of a batch, and reports how long the page was visible whenever it is hidden: on phones that is often
 * the last event a page gets. Failures to count do not affect the page.
 */
export function useScan(code: string): void {
  useEffect(() => {
    const path = `/v1/traces/public/${encodeURIComponent(code)}/scans`;
    const watch = new Stopwatch();
    let scanId: string | null = null;
    void begin(path).then((id) => {
      scanId = id;
    });

    function note(): void {
      if (document.visibilityState === "visible") watch.start(performance.now());
      else leave();
    }
    function leave(): void {
      watch.stop(performance.now());
      if (scanId === null) return;
      const body = new Blob([JSON.stringify({ seconds: watch.seconds })], { type: "application/json" });
      navigator.sendBeacon?.(`${path}/${scanId}/duration`, body);
    }

    note();
    document.addEventListener("visibilitychange", note);
    addEventListener("pagehide", leave);
    return () => {
      document.removeEventListener("visibilitychange", note);
      removeEventListener("pagehide", leave);
      leave();
    };
  }, [code]);
}

async function begin(path: string): Promise<string | null> {
  try {
    const response = await fetch(path, { method: "POST", headers: { accept: "application/json" } });
    const body = (await response.json()) as { data?: { scanId?: unknown } } | null;
    const scanId = body?.data?.scanId;
    return typeof scanId === "string" ? scanId : null;
  } catch {
    return null;
  }
}
