import { memoizeAsync } from "../../domain/shared/memoize-async.ts";
import type { ServiceHealth } from "../../domain/shared/service-health.ts";

/**
 * A check of a service outside that anybody may ask for: what it said holds for `interval` milliseconds, however
 * many ask us. A check that throws means that the service is not healthy.
 */
export function probe(check: () => Promise<void>, interval: number): () => Promise<ServiceHealth> {
  const ask = () =>
    check().then(
      () => "healthy" as const,
      () => "unhealthy" as const,
    );
  return memoizeAsync<ServiceHealth>(ask, () => interval);
}
