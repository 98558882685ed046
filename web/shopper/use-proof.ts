import { useCallback, useEffect, useState } from "preact/hooks";
import { boundedJson, PROOF_BOUNDS } from "../../proof/answer.ts";

/** The state of fetching the proof. */
export type Fetched =
  | { readonly state: "loading" }
  | { readonly state: "unknown" }
  | { readonly state: "offline" }
  | { readonly state: "loaded"; readonly proof: unknown };

/** Fetches the proof of a batch; verification judges its content. */
export async function fetchProof(code: string, signal: AbortSignal): Promise<Fetched> {
  try {
    const address = `/v1/traces/public/${encodeURIComponent(code)}/proof`;
    const response = await fetch(address, { signal, headers: { accept: "application/json" } });
    if (response.status === 404) return { state: "unknown" };
    if (!response.ok) return { state: "offline" };
    const body = (await boundedJson(response, PROOF_BOUNDS)) as { data?: unknown } | null;
    return { state: "loaded", proof: body?.data };
  } catch {
    return { state: "offline" };
  }
}

/** The proof of a batch, and a way to try again. */
export function useProof(code: string): { readonly fetched: Fetched; readonly retry: () => void } {
  const [fetched, setFetched] = useState<Fetched>({ state: "loading" });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    setFetched({ state: "loading" });
    void fetchProof(code, controller.signal).then((result) => {
      if (!controller.signal.aborted) setFetched(result);
    });
    return () => controller.abort();
  }, [code, attempt]);
  return { fetched, retry: useCallback(() => setAttempt((count) => count + 1), []) };
}
