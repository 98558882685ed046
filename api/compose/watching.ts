/** Composes monitoring: figures for Prometheus, and alerts. */
import type { Logger } from "pino";
import type { Keys } from "../../chain/keystore.ts";
import type { Rpc } from "../../chain/rpc.ts";
import { type ChainWatch, type ChainWatchOptions, chainWatch } from "../../chain/watch.ts";
import type { DeliverNotice } from "../../domain/monitoring/alerts.ts";
import { isSame } from "../../domain/monitoring/integrity.ts";
import type { Services } from "../../domain/services.ts";
import { aesSealer } from "../../integrations/messages/sealer.ts";
import type { Guards } from "../../integrations/outgoing/guards.ts";
import { mirrorHeads } from "../../store/batches/mirror-heads.ts";
import type { Database } from "../../store/database.ts";
import { alertLog } from "../../store/monitoring/alerts.ts";
import { figuresOf } from "../../store/monitoring/figures.ts";
import type { Thresholds } from "../alerts/observations.ts";
import { createObserver } from "../alerts/observe.ts";
import { RULES } from "../alerts/rules/index.ts";
import { headSampler } from "../alerts/sample.ts";
import { type RunningAlerts, startAlerts } from "../alerts/start.ts";
import { createMetrics, type Metrics } from "../metrics/metrics.ts";

/** What is monitored. */
export interface WatchingParts {
  readonly services: Services & { readonly integrations: Guards };
  readonly database: Database;
  readonly rpc: Rpc;
  readonly keys: Keys;
  readonly logger: Logger;
  /** Whether Node's own figures are included. */
  readonly processMetrics: boolean;
  readonly chainWatch?: ChainWatchOptions;
}

/** Who is notified, and the thresholds. Times are in milliseconds. */
export interface AlertParts {
  readonly webhook: DeliverNotice | null;
  readonly mailTo: readonly string[];
  readonly repeatAfter: number;
  readonly thresholds: Thresholds;
  /** Between two observations; 15 seconds if left out. */
  readonly interval?: number;
  /** Between two samples of heads, a minute if left out; and their size in batches, ten if left out. */
  readonly sampleEvery?: number;
  readonly sampleSize?: number;
}

/** A monitored installation. */
export interface Watching {
  readonly chain: ChainWatch;
  readonly metrics: Metrics;
  startAlerts(parts: AlertParts): RunningAlerts;
}

/** Start counting; alerts begin when they are started. */
export function composeWatching(parts: WatchingParts): Watching {
  const { services, database, rpc, keys, logger } = parts;
  const chain = chainWatch(rpc, keys.relayer.address, parts.chainWatch);
  const figures = figuresOf(database);
  const log = alertLog(database, aesSealer(keys.storageSecret));
  const guards = services.integrations;
  return {
    chain,
    metrics: createMetrics({ figures, chain, guards, alerts: log, process: parts.processMetrics }),
    startAlerts(alerts) {
      const { webhook, mailTo, repeatAfter, thresholds, interval = 15_000 } = alerts;
      const { sampleEvery = 60_000, sampleSize = 10 } = alerts;
      const takeSample = headSampler(mirrorHeads(database), rpc, services.settings.contract, sampleSize);
      const { integrity, now } = services;
      const compareAll = async () => {
        const mirror = await integrity.mirror();
        const contract = mirror && (await integrity.contractBeside(mirror));
        return contract && isSame(mirror, contract);
      };
      return startAlerts({
        log,
        observe: createObserver({ chain, figures, guards, takeSample, compareAll, sampleEvery, now }),
        rules: RULES,
        thresholds,
        audience: { webhook, mailTo, wakeMail: () => services.delivery.wake() },
        instance: services.settings.publicUrl,
        repeatAfter,
        interval,
        logger,
        now,
      });
    },
  };
}
