import type { Registry } from "prom-client";
import type { Figures } from "../../store/monitoring/figures.ts";
import type { MetricGroup } from "./group.ts";
import { knownGauge } from "./known.ts";

/** Queues and sizes in the database. */
export function storageMetrics(registry: Registry, figures: Figures): MetricGroup {
  const messages = knownGauge(registry, "suyuan_messages_waiting", "Mails and text messages that wait to be sent");
  const size = knownGauge(registry, "suyuan_database_size_bytes", "The database's size");
  return {
    name: "storage",
    async refresh() {
      for (const each of [messages, size]) each.set(undefined);
      messages.set(await figures.waitingMessages());
      size.set(await figures.databaseSize());
    },
  };
}
