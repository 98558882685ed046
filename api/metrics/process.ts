import { collectDefaultMetrics, Gauge, type Registry } from "prom-client";
import manifestOfPackage from "../../package.json" with { type: "json" };
import type { MetricGroup } from "./group.ts";

/** What this process is. */
export function buildMetrics(registry: Registry): MetricGroup {
  const build = new Gauge({
    name: "suyuan_build_info",
    help: "Which version runs, on which Node: always 1",
    labelNames: ["version", "node"],
    registers: [registry],
  });
  build.set({ version: manifestOfPackage.version, node: process.versions.node }, 1);
  return { name: "build" };
}

/** Memory, processor time, event loop and garbage collection, under the usual names for Node programs. */
export function processMetrics(registry: Registry): MetricGroup {
  collectDefaultMetrics({ register: registry });
  return { name: "process" };
}
