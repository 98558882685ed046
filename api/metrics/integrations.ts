import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { CircuitState } from "../../domain/monitoring/integrations.ts";
import type { Guards } from "../../integrations/outgoing/guards.ts";
import { DURATION_BUCKETS, type MetricGroup } from "./group.ts";

const CIRCUITS: Readonly<Record<CircuitState, number>> = { closed: 0, "half-open": 1, open: 2 };

/** Calls to external systems. */
export function integrationMetrics(registry: Registry, guards: Guards): MetricGroup {
  const common = { registers: [registry] };
  const calls = new Counter({
    ...common,
    name: "suyuan_integration_calls_total",
    help: "Calls of systems outside by outcome: succeeded, refused (a proper answer that says no), failed, rejected (not let through)",
    labelNames: ["integration", "operation", "outcome"],
  });
  const attempts = new Counter({
    ...common,
    name: "suyuan_integration_attempts_total",
    help: "Tries that calls of systems outside took",
    labelNames: ["integration", "operation"],
  });
  const duration = new Histogram({
    ...common,
    name: "suyuan_integration_call_duration_seconds",
    help: "Seconds that calls of systems outside took, with all their tries",
    labelNames: ["integration", "operation"],
    buckets: DURATION_BUCKETS,
  });
  const gauge = (name: string, help: string) =>
    new Gauge({ ...common, name: `suyuan_integration_${name}`, help, labelNames: ["integration"] });
  const circuit = gauge("circuit_state", "Whether calls pass: 0 closed (they do), 1 half-open, 2 open");
  const active = gauge("active_calls", "Calls under way");
  const waiting = gauge("waiting_calls", "Calls that wait for their turn");

  guards.onCall((call) => {
    const labels = { integration: call.integration, operation: call.operation };
    calls.inc({ ...labels, outcome: call.outcome });
    attempts.inc(labels, call.attempts);
    duration.observe(labels, call.milliseconds / 1000);
  });

  return {
    name: "integrations",
    async refresh() {
      for (const each of [circuit, active, waiting]) each.reset();
      const worst = new Map<string, number>();
      for (const state of guards.states()) {
        const labels = { integration: state.name };
        // A system may have several guards, with different timeouts.
        worst.set(state.name, Math.max(worst.get(state.name) ?? 0, CIRCUITS[state.circuit]));
        active.inc(labels, state.active);
        waiting.inc(labels, state.waiting);
      }
      for (const [integration, value] of worst) circuit.set({ integration }, value);
    },
  };
}
