import type { Registry } from "prom-client";
import type { ChainWatch } from "../../chain/watch.ts";
import type { Figures } from "../../store/monitoring/figures.ts";
import type { MetricGroup } from "./group.ts";
import { knownGauge } from "./known.ts";

/** The mirror. The indexer is a separate process: its progress is read from the database. */
export function indexerMetrics(registry: Registry, figures: Figures, chain: ChainWatch): MetricGroup {
  const gauge = (name: string, help: string) => knownGauge(registry, `suyuan_indexer_${name}`, help);
  const block = gauge("block", "The latest block that the mirror holds");
  const lines = gauge("lines", "Lines that the mirror holds");
  const blocksBehind = gauge("lag_blocks", "Blocks between the mirror and the head of the chain");
  const secondsBehind = gauge("lag_seconds", "Seconds since the mirror last stood at the head of the chain");
  return {
    name: "indexer",
    async refresh() {
      for (const each of [block, lines, blocksBehind, secondsBehind]) each.set(undefined);
      const [mirror, head] = await Promise.all([figures.mirror(), chain.head()]);
      if (!mirror) return;
      block.set(mirror.block);
      lines.set(mirror.lines);
      // The mirror may have advanced since the head was read.
      if (head !== undefined) blocksBehind.set(Math.max(0, head - mirror.block));
      if (mirror.syncedAt) secondsBehind.set(Math.max(0, Date.now() - mirror.syncedAt.getTime()) / 1000);
    },
  };
}
