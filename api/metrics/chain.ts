import type { Registry } from "prom-client";
import type { ChainWatch } from "../../chain/watch.ts";
import type { MetricGroup } from "./group.ts";
import { knownGauge } from "./known.ts";

const WEI_PER_ETHER = 1e18;

/** The chain's node, and the account that pays for gas. */
export function chainMetrics(registry: Registry, chain: ChainWatch): MetricGroup {
  const reachable = knownGauge(registry, "suyuan_chain_reachable", "Whether the chain's node answers: 1, else 0");
  const head = knownGauge(registry, "suyuan_chain_head_block", "The number of the chain's latest block");
  const balance = knownGauge(
    registry,
    "suyuan_relayer_balance_ether",
    "What the relayer has to pay gas with, in the chain's own money",
  );
  return {
    name: "chain",
    async refresh() {
      const [number, wei] = await Promise.all([chain.head(), chain.balance()]);
      reachable.set(number === undefined ? 0 : 1);
      head.set(number);
      balance.set(wei === undefined ? undefined : Number(wei) / WEI_PER_ETHER);
    },
  };
}
