import { memoizeAsync } from "../../domain/shared/memoize-async.ts";
import type { ServiceHealth } from "../../domain/shared/service-health.ts";

/**
 * A health check of an external service that anybody may request: its result is cached for `interval` milliseconds,
 * however many requests there are. A check that throws means unhealthy.
 */
export function probe(check: () => Promise<void>, interval: number): () => Promise<ServiceHealth> {
  const ask = () =>
    check().then(
      () => "healthy" as const,
      () => "unhealthy" as const,
    );
  return memoizeAsync<ServiceHealth>(ask, () => interval);
}
