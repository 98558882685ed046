import { Gauge, type Registry } from "prom-client";
import type { AlertLog } from "../../domain/monitoring/alerts.ts";
import { ALERT_KINDS } from "../../domain/monitoring/alerts.ts";
import type { MetricGroup } from "./group.ts";

/** Alerts, whichever process raises them. */
export function alertMetrics(registry: Registry, log: Pick<AlertLog, "active" | "waitingNotices">): MetricGroup {
  const active = new Gauge({
    name: "suyuan_alert_active",
    help: "Whether there is a problem of a kind: how many",
    labelNames: ["kind"],
    registers: [registry],
  });
  const waiting = new Gauge({
    name: "suyuan_alert_notices_waiting",
    help: "Notices of alerts that the webhook did not take yet",
    registers: [registry],
  });
  return {
    name: "alerts",
    async refresh() {
      active.reset();
      const alerts = await log.active();
      for (const kind of ALERT_KINDS) {
        active.set({ kind }, alerts.filter((alert) => alert.kind === kind).length);
      }
      waiting.set(await log.waitingNotices());
    },
  };
}
