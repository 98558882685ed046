import type { Judgement, Rule } from "../observations.ts";

/** The mirror is behind the chain, in blocks or in time. Unknown while the chain itself is unreachable. */
export const indexerLag: Rule = ({ at, head, mirror }, { indexerTime, indexerBlocks, indexerFor }) => {
  const of = (verdict: Judgement["verdict"]): Judgement[] => [{ kind: "indexer-lag", subject: "", verdict }];
  if (head === undefined) return of("unknown");
  const blocksBehind = mirror ? Math.max(0, head - mirror.block) : null;
  const behindFor = mirror?.syncedAt ? at.getTime() - mirror.syncedAt.getTime() : Number.POSITIVE_INFINITY;
  if (blocksBehind !== null && blocksBehind <= indexerBlocks && behindFor <= indexerTime) return of("well");
  return of({
    holds: indexerFor,
    severity: "critical",
    title: { zh: "索引器落后于区块链", en: "the indexer lags behind the chain" },
    details: {
      headBlock: head,
      mirroredBlock: mirror?.block ?? null,
      blocksBehind,
      lastSynced: mirror?.syncedAt?.toISOString() ?? null,
    },
  });
};
