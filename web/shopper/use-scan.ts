import { useEffect } from "preact/hooks";

/** No look lasts longer, in seconds: a page that is left open is not read. */
const LONGEST = 3_600;

/** Seconds for which a page was in sight, as it is hidden and shown. */
export class Stopwatch {
  #seconds = 0;
  #since: number | null = null;

  /** The page is in sight from this moment on, in milliseconds. */
  start(now: number): void {
    this.#since ??= now;
  }

  /** It is out of sight. */
  stop(now: number): void {
    if (this.#since !== null) this.#seconds += (now - this.#since) / 1000;
    this.#since = null;
  }

  /** So far, while it stands. */
  get seconds(): number {
    return Math.min(LONGEST, Math.round(this.#seconds));
  }
}

/**
 * Counts this look at a batch, and tells how long the page was in sight whenever it goes out of sight: browsers of phones
 * often tell pages no more of their end than that. What is not counted changes nothing here.
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
