import type { ServiceHealth } from "../../domain/ports/erp.ts";

/**
 * A check of a service outside that anybody may ask for: it is asked no more than once in `interval` milliseconds,
 * however many ask us. A check that throws means that the service is not healthy.
 */
export function probe(check: () => Promise<void>, interval: number): () => Promise<ServiceHealth> {
  let latest: { readonly at: number; readonly health: Promise<ServiceHealth> } | undefined;
  return () => {
    const at = performance.now();
    if (!latest || at - latest.at >= interval) {
      const health = check().then(
        () => "healthy" as const,
        () => "unhealthy" as const,
      );
      latest = { at, health };
    }
    return latest.health;
  };
}
