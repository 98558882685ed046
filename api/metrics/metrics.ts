/** The figures of one API process, for Prometheus. */
import { Counter, Registry } from "prom-client";
import type { ChainWatch } from "../../chain/watch.ts";
import type { AlertLog } from "../../domain/monitoring/alerts.ts";
import { memoizeAsync } from "../../domain/shared/memoize-async.ts";
import type { Guards } from "../../integrations/outgoing/guards.ts";
import type { Figures } from "../../store/monitoring/figures.ts";
import type { Middleware } from "../http/env.ts";
import { alertMetrics } from "./alerts.ts";
import { chainMetrics } from "./chain.ts";
import { httpRequestMetrics } from "./http-requests.ts";
import { indexerMetrics } from "./indexer.ts";
import { integrationMetrics } from "./integrations.ts";
import { outboxMetrics } from "./outbox.ts";
import { buildMetrics, processMetrics } from "./process.ts";
import { storageMetrics } from "./storage.ts";

/** What the figures are computed from. */
export interface MetricsParts {
  readonly figures: Figures;
  readonly chain: ChainWatch;
  readonly guards: Guards;
  readonly alerts: Pick<AlertLog, "active" | "waitingNotices">;
  /** Whether Node's own figures are among them. */
  readonly process: boolean;
}

/** A registry of this application's own, so that several can be in one process. */
export interface Metrics {
  /** Counts requests. */
  readonly middleware: Middleware;
  readonly contentType: string;
  /** All figures as of now, in Prometheus' text format. */
  scrape(): Promise<string>;
}

/** Begin to count. */
export function createMetrics({ figures, chain, guards, alerts, process }: MetricsParts): Metrics {
  const registry = new Registry();
  const requests = httpRequestMetrics(registry);
  const groups = [
    requests,
    outboxMetrics(registry, figures),
    indexerMetrics(registry, figures, chain),
    chainMetrics(registry, chain),
    integrationMetrics(registry, guards),
    storageMetrics(registry, figures),
    alertMetrics(registry, alerts),
    buildMetrics(registry),
    ...(process ? [processMetrics(registry)] : []),
  ];
  const failures = new Counter({
    name: "suyuan_metrics_failures_total",
    help: "Figures that could not be read for a scrape, and were left out",
    labelNames: ["group"],
    registers: [registry],
  });
  return {
    middleware: requests.middleware,
    contentType: registry.contentType,
    // One at a time, shared by concurrent scrapes: a second would reset gauges that the first is about to report.
    scrape: memoizeAsync(
      async () => {
        await Promise.all(groups.map(({ name, refresh }) => refresh?.().catch(() => failures.inc({ group: name }))));
        return registry.metrics();
      },
      () => 0,
    ),
  };
}
