import { Gauge, type Registry } from "prom-client";
import type { Figures } from "../../store/monitoring/figures.ts";
import type { MetricGroup } from "./group.ts";
import { knownGauge } from "./known.ts";

/** Writes on their way to the chain. */
export function outboxMetrics(registry: Registry, figures: Figures): MetricGroup {
  const operations = new Gauge({
    name: "suyuan_outbox_operations",
    help: "Accepted writes by state: unsigned (their actor has yet to sign), waiting, sent, mined (not final yet), failed",
    labelNames: ["state"],
    registers: [registry],
  });
  const oldest = knownGauge(
    registry,
    "suyuan_outbox_oldest_unfinished_age_seconds",
    "How long ago the oldest write that has no line in the mirror was accepted; 0 if there is none",
  );
  const which = new Gauge({
    name: "suyuan_outbox_oldest_unfinished_info",
    help: "1 for the oldest write that has no line in the mirror: its operation and state",
    labelNames: ["operation", "state"],
    registers: [registry],
  });
  return {
    name: "outbox",
    async refresh() {
      operations.reset();
      oldest.set(undefined);
      which.reset();
      for (const [state, count] of Object.entries(await figures.operations())) operations.set({ state }, count);
      const unfinished = await figures.oldestUnfinished();
      oldest.set(unfinished ? Math.max(0, Date.now() - unfinished.since.getTime()) / 1000 : 0);
      if (unfinished) which.set({ operation: unfinished.id, state: unfinished.state }, 1);
    },
  };
}
