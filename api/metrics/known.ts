import { Gauge, type Registry } from "prom-client";

/** A gauge without labels that is absent while its value is unknown. */
export interface KnownGauge {
  set(value: number | undefined): void;
}

/** Make one. */
export function knownGauge(registry: Registry, name: string, help: string): KnownGauge {
  const gauge = new Gauge({ name, help, registers: [registry] });
  gauge.remove();
  return { set: (value) => (value === undefined ? gauge.remove() : gauge.set(value)) };
}
