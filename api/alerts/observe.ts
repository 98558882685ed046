import type { ChainWatch } from "../../chain/watch.ts";
import type { Alert } from "../../domain/monitoring/alerts.ts";
import type { IntegrationName } from "../../domain/monitoring/integrations.ts";
import type { IntegrityCheck } from "../../domain/monitoring/integrity.ts";
import { withTimeout } from "../../domain/shared/with-timeout.ts";
import type { Guards } from "../../integrations/outgoing/guards.ts";
import type { Figures } from "../../store/monitoring/figures.ts";
import type { Observations, WrongHead } from "./observations.ts";
import type { Sample, TakeSample } from "./sample.ts";

/** What is observed. */
export interface ObserverParts {
  readonly chain: ChainWatch;
  readonly figures: Figures;
  readonly guards: Guards;
  readonly takeSample: TakeSample;
  /** Whether all lines together are the contract's; undefined where that cannot be decided. */
  readonly compareAll: () => Promise<boolean | undefined>;
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
) => Promise<{
  readonly facts: Observations;
  readonly position: string | undefined;
  /** What this look found of the mirror; undefined where it took no sample. */
  readonly check: IntegrityCheck | undefined;
}>;

/** An observer of this process and of what all processes share. */
export function createObserver(parts: ObserverParts): Observe {
  const { chain, figures, guards, takeSample, compareAll, sampleEvery, patience = 10_000, now } = parts;
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
    return withTimeout(
      patience,
      async () => {
        const [taken, agrees] = await Promise.all([takeSample(position, suspects), compareAll()]);
        return taken && { ...taken, agrees };
      },
      undefined,
    );
  }

  return async (alerts, position) => {
    const [head, balance, mirror, unfinished, overdue, sampled] = await Promise.all([
      chain.head(),
      chain.balance(),
      figures.mirror(),
      figures.oldestUnfinished(),
      figures.overdueErasures(now()),
      sample(alerts, position),
    ]);
    const circuits = guards.states().map((state) => ({ ...state, answered: answered.has(state.name) }));
    const { relayer } = chain;
    const { agrees } = sampled ?? {};
    const facts = { at: now(), head, balance, mirror, unfinished, overdue, circuits, relayer, heads: sampled, agrees };
    return { facts, position: sampled?.position, check: sampled && checkOf(sampled, facts) };
  };
}

function checkOf(
  { batches, mismatches, agrees }: Sample & Pick<IntegrityCheck, "agrees">,
  { at, head, mirror }: Pick<Observations, "at" | "head" | "mirror">,
): IntegrityCheck {
  const lag = head !== undefined && mirror ? Math.max(0, head - mirror.block) : undefined;
  return { at, batches, mismatches, agrees, lag };
}
