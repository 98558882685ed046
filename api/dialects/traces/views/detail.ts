import type { BatchStory } from "../../../../domain/batches/get-batch.ts";
import { doneOf } from "../../../../domain/events/event-types.ts";
import { isOwnCheck } from "../../../../domain/events/own-check.ts";
import { type IllOrigin, noticeOf } from "../../../../domain/names/notices.ts";
import type { CalledAt } from "../../../../domain/profiles/names-at.ts";
import { apartFrom, inStoryOrder, type JourneyEntry } from "../../../../domain/records/journey-entries.ts";
import { isBeginning } from "../../../../domain/records/kinds.ts";
import { lineIdOf } from "../../../../domain/shared/identifiers.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { batchHead, batchLabel, batchTail, LOGISTICS_KINDS, PROCESSING_KINDS } from "./batch.ts";
import { actorName, chainView, detail, withheldView } from "./common.ts";
import { standingHoldView } from "./hold.ts";
import { tradeView } from "./trade.ts";
import { statementView } from "./writer.ts";

/** A batch with everything known about it. */
export function detailView(
  { batch, entries: all, calledAt, farm, hold }: BatchStory,
  publicUrl: string,
  illOrigin?: IllOrigin,
) {
  const { journey: entries, statements } = apartFrom(all);
  const { description } = batch;
  const producer = description?.producer;
  const ofKinds = (kinds: readonly string[]) => entries.filter((entry) => kinds.includes(entry.line.kind));
  return {
    ...batchHead(batch),
    productName: description?.product.name ?? null,
    ...batchLabel(batch, publicUrl),
    farmName: producer?.name ?? null,
    // The owner is a person: kept out of the record, which can never be deleted.
    farmDetails: producer?.id
      ? { location: producer.location, owner: farm?.owner ?? null, certifications: producer.certifications }
      : null,
    harvestDate: description?.harvestDate ?? null,
    processing: ofKinds(PROCESSING_KINDS).map((entry) => processingView(entry, calledAt)),
    logistics: ofKinds(LOGISTICS_KINDS).map((entry) => logisticsView(entry, calledAt)),
    certifications: description?.certifications ?? [],
    notice: noticeOf(batch, illOrigin),
    hold: standingHoldView(hold),
    qualityTests: ofKinds(["inspection"]).map((entry) => qualityTestView(entry, calledAt)),
    attributes: description?.attributes ?? {},
    timeline: timelineView(entries),
    statements: statements.map((statement) => statementView(statement, calledAt)),
    ...batchTail(batch),
  };
}

function stepTail(entry: JourneyEntry) {
  return { chain: chainView(entry.line.chain), ...withheldView(entry) };
}

const idOf = (prefix: string, { line, part }: JourneyEntry) =>
  lineIdOf(prefix, line.chain.batchId, line.chain.seq, part?.index);

function processingView(entry: JourneyEntry, calledAt: CalledAt) {
  return {
    id: idOf("proc", entry),
    type: entry.type,
    date: entry.told,
    facility: detail(entry, "facility") ?? entry.step?.place?.name ?? actorName(entry, calledAt),
    details: entry.step?.details ?? {},
    ...tradeView(entry, calledAt),
    ...stepTail(entry),
  };
}

function logisticsView(entry: JourneyEntry, calledAt: CalledAt) {
  // The document's carrier is a name, and so is what it leaves from and arrives at.
  const { carrier, ...trade } = tradeView(entry, calledAt);
  const { from, to, location } = entry.step ?? {};
  return {
    id: idOf("log", entry),
    type: entry.type,
    carrier: detail(entry, "carrier") ?? carrier?.name ?? actorName(entry, calledAt),
    vehicleId: detail(entry, "vehicleId") ?? null,
    departureTime: detail(entry, "departureTime") ?? entry.told,
    arrivalTime: detail(entry, "arrivalTime") ?? null,
    origin: detail(entry, "origin") ?? from?.place?.name ?? trade.from?.name ?? null,
    destination: detail(entry, "destination") ?? to?.place?.name ?? (location || (trade.to?.name ?? null)),
    temperature: detail(entry, "temperature") ?? null,
    conditions: detail(entry, "conditions") ?? null,
    ...trade,
    ...stepTail(entry),
  };
}

function qualityTestView(entry: JourneyEntry, calledAt: CalledAt) {
  return {
    id: idOf("qt", entry),
    type: detail(entry, "testType", "type") ?? entry.type,
    date: entry.told,
    laboratory: detail(entry, "laboratory") ?? actorName(entry, calledAt),
    results: detail(entry, "results", "result") ?? entry.step?.description ?? null,
    ...tradeView(entry, calledAt),
    status: entry.verdict === "pass" ? "passed" : "failed",
    ...stepTail(entry),
  };
}

/**
 * What happened, in order. A creation is represented by its harvest, and shown as one where that has no line of its
 * own.
 */
function timelineView(entries: readonly JourneyEntry[]) {
  const harvested = entries.some((entry) => entry.line.kind === "harvest");
  const shown = entries.filter((entry) => !isBeginning(entry.line.event) || !harvested);
  return shown.toSorted(inStoryOrder).map((entry) => {
    const isCreation = isBeginning(entry.line.event);
    const atHarvest = entry.batch?.harvestDate != null;
    return {
      date: isCreation && !atHarvest ? isoTime(entry.line.timestamp) : entry.told,
      event: isCreation ? (atHarvest ? "Harvested" : "Created") : saidOf(entry),
      details: entry.step?.description || entry.step?.title || entry.batch?.description || "",
      ...stepTail(entry),
    };
  });
}

/** A label that calls no holder's own check an inspection. */
function saidOf(entry: JourneyEntry): string {
  return isOwnCheck(entry) ? "Checked by its holder" : doneOf(entry.type, entry.line.kind);
}
