import { type BatchStory, getBatch, type StoryServices } from "../batches/get-batch.ts";
import type { JourneyEntry } from "../records/journey-entries.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { lineIdOf } from "../shared/identifiers.ts";

/** One of a batch's events by its public identifier. Throws `not-found`. */
export function eventIn(entries: readonly JourneyEntry[], eventId: string): JourneyEntry {
  const found = entries.find(({ line, part }) => {
    const { batchId, seq } = line.chain;
    return lineIdOf("event", batchId, seq, part?.index) === eventId;
  });
  if (found) return found;
  throw new DomainError("not-found", "Event not found", [
    { field: "eventId", message: `Event with ID ${eventId.slice(0, 100)} does not exist` },
  ]);
}

/** The digest of the text that an event has now: of its own document, or of the one that last amended it. */
export function textOf({ amendment, line }: Pick<JourneyEntry, "amendment" | "line">): Hex {
  return (amendment ?? line).chain.digest;
}

/** One event of a batch as its reader may see it, and who acted. Throws `not-found`. */
export async function findEvent(
  services: StoryServices & Pick<Services, "outbox">,
  context: Context,
  traceId: string,
  eventId: string,
): Promise<Pick<BatchStory, "actors" | "calledAt"> & { readonly entry: JourneyEntry }> {
  const { entries, actors, calledAt } = await getBatch(services, context, traceId);
  return { entry: eventIn(entries, eventId), actors, calledAt };
}
