import { isOwnCheck } from "../../../../domain/events/own-check.ts";
import type { CalledAt } from "../../../../domain/profiles/names-at.ts";
import type { JourneyEntry } from "../../../../domain/records/journey-entries.ts";
import { lineIdOf, traceIdOf, userIdOf } from "../../../../domain/shared/identifiers.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { actorView } from "./called.ts";
import { type Actors, addressOf, chainView, historyView, reasonView, withheldView } from "./common.ts";
import { readingsOfEntry } from "./readings.ts";
import { tradeView } from "./trade.ts";

/** An event of a batch. A creation is one too: its first. */
export function eventView(entry: JourneyEntry, publicUrl: string, actors: Actors, calledAt: CalledAt) {
  const { line, part, step, batch, amendment } = entry;
  const { batchId, seq, actor } = line.chain;
  const account = actors.get(actor);
  return {
    id: lineIdOf("event", batchId, seq, part?.index),
    traceId: traceIdOf(batchId),
    type: entry.type,
    date: entry.told,
    title: step?.title ?? batch?.name ?? "",
    description: step?.description ?? batch?.description ?? "",
    location: step?.location ?? batch?.producer.location ?? "",
    operatorId: step?.operator.id ?? (account ? userIdOf(account.id) : null),
    // As its writer said; who that was is for `actor` to say.
    operatorName: step?.operator.name ?? account?.name ?? null,
    actor: actorView(calledAt(actor, line.line)),
    details: step?.details ?? {},
    attachments: (step?.attachments ?? []).map((attachment, index) => ({
      id: `${lineIdOf("att", batchId, seq, part?.index)}-${index + 1}`,
      type: attachment.type,
      url: addressOf(publicUrl, attachment),
      title: attachment.title,
    })),
    createdAt: isoTime(line.timestamp),
    updatedAt: isoTime((amendment ?? line).timestamp),
    ...(isOwnCheck(entry) ? { ownCheck: true } : {}),
    ...(entry.verdict ? { status: entry.verdict === "pass" ? "passed" : "failed" } : {}),
    ...(amendment ? { amendedBy: chainView(amendment.chain), ...reasonView(amendment) } : {}),
    ...tradeView(entry, calledAt),
    ...readingsOfEntry(entry, publicUrl),
    ...historyView(entry),
    ...((amendment ?? line).visibility === "public" ? {} : { visibility: (amendment ?? line).visibility }),
    ...withheldView(entry),
    chain: chainView(line.chain),
  };
}
