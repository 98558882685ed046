import type { Registry } from "prom-client";

/** Figures of one kind. They register themselves when they are made. */
export interface MetricGroup {
  readonly name: string;
  /** Update gauges for a scrape. An unknown value is left out, never reported as zero. */
  refresh?(): Promise<void>;
}

/** Makes a group in a registry. */
export type MakeGroup<Parts> = (registry: Registry, parts: Parts) => MetricGroup;

/** Of durations, in seconds. */
export const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
