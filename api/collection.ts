import type { Logger } from "pino";
import type { Services } from "../domain/services.ts";
import { collectFiles } from "../domain/uploads/collect-files.ts";
import type { HealthChecks } from "./options.ts";

/** Milliseconds between two collections. */
const INTERVAL = 10 * 60_000;

/** Periodically deletes what was stored but never named, and what is no longer needed, until it is stopped. */
export function startCollection(
  services: Services,
  health: Pick<HealthChecks, "indexer">,
  logger: Logger,
  interval = INTERVAL,
): { readonly stop: () => Promise<void> } {
  const mirrorIsCurrent = () =>
    health.indexer().then(
      ({ ok }) => ok,
      () => false,
    );
  let running = Promise.resolve();
  const collect = () => {
    running = running
      .then(() => services.housekeeping.prune(services.now()))
      .then(() => collectFiles(services, mirrorIsCurrent))
      .then((count) => void (count > 0 && logger.info({ count }, "files that nothing names were taken away")))
      .catch((error) => logger.warn({ err: error }, "what is of no more use could not be taken away"));
  };
  collect();
  const timer = setInterval(collect, interval);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
