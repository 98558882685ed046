import type { Logger } from "pino";
import type { WriteBehindReport } from "../../store/shared/write-behind.ts";

/** Counts may be lost while the database cannot be written to, but not silently. */
export function reportOf(logger: Logger, what: string): WriteBehindReport {
  return {
    waits: (error) => logger.warn({ err: error }, `${what} cannot be counted now: they wait`),
    drops: () => logger.error(`${what} are not counted any more: too many wait`),
    over: (dropped) => logger.warn({ dropped }, `${what} are counted again`),
  };
}
