import type { Logger } from "pino";
import type { Services } from "../domain/services.ts";
import { collectUploads } from "../domain/verbs/collect-uploads.ts";

/** Milliseconds between two collections. */
const INTERVAL = 10 * 60_000;

/** Takes away what was uploaded and never named, now and then, until it is stopped. */
export function startCollection(
  services: Services,
  logger: Logger,
  interval = INTERVAL,
): { readonly stop: () => Promise<void> } {
  let running = Promise.resolve();
  const collect = () => {
    running = running
      .then(() => collectUploads(services))
      .then((count) => void (count > 0 && logger.info({ count }, "files that nothing names were taken away")))
      .catch((error) => logger.warn({ err: error }, "uploads could not be collected"));
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
