import type { BatchStory } from "../../../../domain/batches/get-batch.ts";
import type { CertificateStanding } from "../../../../domain/certificates/find-certificate.ts";
import type { NearAncestor } from "../../../../domain/lineage/page-ancestors.ts";
import type { ToldRecalls } from "../../../../domain/recalls/told-recalls.ts";
import { traceIdOf } from "../../../../domain/shared/identifiers.ts";
import { certificateView } from "./certificate.ts";
import type { Actors } from "./common.ts";
import { eventView } from "./event.ts";
import { toldRecallsView } from "./recall.ts";

/** So many events of one batch are told: the latest. The rest is told by the batch itself. */
const MOST_EVENTS = 50;

/** What is told of one ancestor. */
export interface ToldAncestor extends NearAncestor {
  readonly story: BatchStory;
  readonly certificates: readonly CertificateStanding[];
  readonly told: ToldRecalls;
}

/** A batch that another was made of, with what happened to it. */
export function ancestorView(
  { batch, steps, story, certificates, told }: ToldAncestor,
  publicUrl: string,
  actors: Actors,
) {
  const { entries, calledAt } = story;
  const id = traceIdOf(batch.id);
  const code = encodeURIComponent(batch.code);
  const { notices, recalls } = toldRecallsView(told);
  return {
    id,
    batchCode: batch.code,
    name: story.batch.description?.name ?? null,
    steps,
    status: batch.status,
    result: batch.verdict,
    notices,
    recalls,
    events: entries.slice(-MOST_EVENTS).map((entry) => eventView(entry, publicUrl, actors, calledAt)),
    moreEvents: Math.max(0, entries.length - MOST_EVENTS),
    certificates: certificates.map((standing) => certificateView(standing, publicUrl)),
    links: {
      events: `${publicUrl}/v1/traces/${id}/events`,
      certificates: `${publicUrl}/v1/traces/${id}/certificates`,
      public: `${publicUrl}/v1/traces/public/${code}`,
      recalls: `${publicUrl}/v1/traces/public/${code}/recalls`,
      proof: `${publicUrl}/v1/traces/public/${code}/proof`,
    },
  };
}
