import type { ChainWatch } from "../../chain/watch.ts";
import type { Alert } from "../../domain/monitoring/alerts.ts";
import type { IntegrationName } from "../../domain/monitoring/integrations.ts";
import { withTimeout } from "../../domain/shared/with-timeout.ts";
import type { Guards } from "../../integrations/outgoing/guards.ts";
import type { Figures } from "../../store/monitoring/figures.ts";
import type { Observations, WrongHead } from "./observations.ts";
import type { TakeSample } from "./sample.ts";

/** What is observed. */
export interface ObserverParts {
  readonly chain: ChainWatch;
  readonly figures: Figures;
  readonly guards: Guards;
  readonly takeSample: TakeSample;
  /** Milliseconds between two samples of heads: each batch in one costs a call to the chain's node. */
  readonly sampleEvery: number;
  /**
   * Time limit for a sample in milliseconds, ten seconds if left out: the next observation has to come before another
   * process takes over.
   */
  readonly patience?: number;
  readonly now: () => Date;
}

/** Observes the product. Throws if the database cannot be read. */
export type Observe = (
  alerts: readonly Alert[],
  position: string,
) => Promise<{ readonly facts: Observations; readonly position: string | undefined }>;

/** An observer of this process and of what all processes share. */
export function createObserver(parts: ObserverParts): Observe {
  const { chain, figures, guards, takeSample, sampleEvery, patience = 10_000, now } = parts;
  const answered = new Set<IntegrationName>();
  guards.onCall(({ integration, outcome }) => {
    if (outcome === "succeeded" || outcome === "refused") answered.add(integration);
  });
  let sampledAt = Number.NEGATIVE_INFINITY;

  async function sample(alerts: readonly Alert[], position: string) {
    if (performance.now() - sampledAt < sampleEvery) return undefined;
    sampledAt = performance.now();
    const suspects = alerts
      .filter(({ kind }) => kind === "head-mismatch")
      .flatMap(({ details }) => (details.batches as readonly WrongHead[]).map(({ id }) => id));
    return withTimeout(patience, () => takeSample(position, suspects), undefined);
  }

  return async (alerts, position) => {
    const [head, balance, mirror, unfinished, sampled] = await Promise.all([
      chain.head(),
      chain.balance(),
      figures.mirror(),
      figures.oldestUnfinished(),
      sample(alerts, position),
    ]);
    const circuits = guards.states().map((state) => ({ ...state, answered: answered.has(state.name) }));
    const { relayer } = chain;
    const facts = { at: now(), head, balance, mirror, unfinished, circuits, relayer, heads: sampled };
    return { facts, position: sampled?.position };
  };
}
