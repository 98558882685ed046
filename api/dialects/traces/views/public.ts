import { batchStatusOf } from "../../../../domain/batches/batch-status.ts";
import type { PublicJourney } from "../../../../domain/batches/public-journey.ts";
import { isCertification } from "../../../../domain/certificates/certificate-content.ts";
import { stageOf } from "../../../../domain/events/event-types.ts";
import { isOwnCheck } from "../../../../domain/events/own-check.ts";
import { attachmentUrl } from "../../../../domain/files/attachments.ts";
import { noticeOf } from "../../../../domain/names/notices.ts";
import type { ToldRecalls } from "../../../../domain/recalls/told-recalls.ts";
import { isPicture } from "../../../../domain/records/attachment-type.ts";
import { apartFrom, inStoryOrder, type JourneyEntry } from "../../../../domain/records/journey-entries.ts";
import { isBeginning } from "../../../../domain/records/kinds.ts";
import { dayOf } from "../../../../domain/shared/days.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { quantitiesView } from "./batch.ts";
import { actorView, nameNoticeView } from "./called.ts";
import { actorName, addressOf, chainView, detail, historyView, withheldView } from "./common.ts";
import { standingHoldView } from "./hold.ts";
import { readingsOfEntry } from "./readings.ts";
import { standingRecallView } from "./recall.ts";
import { tradeView } from "./trade.ts";
import { statementView, writerView } from "./writer.ts";

/**
 * What a shopper sees. Nothing in it comes from a restricted record.
 *
 * @param told The recalls that stand on it, and what stands against what it was made of.
 * @param asked The code that was asked for: where no batch has it, the one that looks like it is told.
 */
export function publicView(journey: PublicJourney, publicUrl: string, asked: string, told: ToldRecalls) {
  const { batch, publicFiles, completeness, syncedAt } = journey;
  const { journey: entries, statements } = apartFrom(journey.entries);
  const { description } = batch;
  const product = description?.product;
  const harvested = entries.some((entry) => entry.line.kind === "harvest");
  return {
    batchCode: batch.code,
    productName: product?.name ?? null,
    productDescription: product?.description || description?.description || null,
    productImage:
      product?.image && publicFiles.has(product.image.sha256) ? attachmentUrl(publicUrl, product.image.sha256) : null,
    producer: description
      ? {
          name: description.producer.name,
          location: description.producer.location,
          certifications: description.producer.certifications,
          ...(description.producer.place ? { place: description.producer.place } : {}),
          ...nameNoticeView({ hasLookalike: journey.producerHasLookalike }),
          // The name is whatever was written down: this is whose account did.
          recordedBy: actorView(journey.calledAt(batch.chain.actor, journey.lines[0]?.line)),
        }
      : null,
    journey: entries
      // A harvest says more about a batch's origin than its creation does.
      .filter((entry) => !isBeginning(entry.line.event) || !harvested)
      .toSorted(inStoryOrder)
      .map((entry) => stepView(entry, journey, publicUrl)),
    statements: statements.map((statement) => statementView(statement, journey.calledAt)),
    certifications: entries.filter(isCertification).map((entry) => ({
      name: detail(entry, "name") ?? entry.step?.title ?? "",
      issuer: detail(entry, "issuer") ?? actorName(entry, journey.calledAt),
      validUntil: detail(entry, "validUntil") ?? null,
      image: imageOf(entry, journey, publicUrl),
    })),
    quantities: quantitiesView(batch),
    nutritionalInfo: product?.nutritionalInfo ?? {},
    storageGuide: product?.storageGuide ?? "",
    // Rounded to the minute, so that the answer and its ETag stay the same while nothing happens.
    verificationDate: syncedAt ? isoTime(new Date(Math.floor(syncedAt.getTime() / 60_000) * 60_000)) : null,
    lot: description?.lot ?? null,
    status: batchStatusOf(batch),
    notice: noticeOf(batch, told.illOrigin),
    hold: standingHoldView(journey.hold),
    recalls: told.recalls.map(standingRecallView),
    result: batch.verdict,
    ...(asked === batch.code ? {} : { canonical: batch.code }),
    ...(journey.resembles === null ? {} : { resembles: journey.resembles }),
    verification: completeness,
    ...(description ? {} : { withheld: true }),
    chain: chainView(batch.chain),
  };
}

function stepView(entry: JourneyEntry, journey: PublicJourney, publicUrl: string) {
  const head = {
    stage: stageFor(entry),
    date: dayOf(entry.told),
    // The chain's, and so told also where the report is withheld.
    ...(entry.verdict ? { result: entry.verdict } : {}),
    ...(isOwnCheck(entry) ? { ownCheck: true } : {}),
  };
  const tail = { ...historyView(entry), ...writerView(entry, journey.calledAt), chain: chainView(entry.line.chain) };
  if (entry.withheld) {
    return { ...head, location: null, description: null, image: null, ...withheldView(entry), ...tail };
  }
  const { step, batch } = entry;
  const producer = batch && [batch.producer.name, batch.producer.location].filter(Boolean).join(", ");
  return {
    ...head,
    location: step?.location ?? producer ?? "",
    description: step?.description || step?.title || batch?.description || "",
    image: imageOf(entry, journey, publicUrl),
    ...tradeView(entry, journey.calledAt),
    ...readingsOfEntry(entry, publicUrl),
    ...tail,
  };
}

function stageFor(entry: JourneyEntry): string {
  if (!isBeginning(entry.line.event)) return stageOf(entry.type, entry.line.kind);
  return entry.batch && (entry.batch.harvestDate !== null || entry.batch.producer.id !== "") ? "Farm" : "Production";
}

/** The first picture that anybody may see. */
function imageOf(entry: JourneyEntry, { publicFiles }: PublicJourney, publicUrl: string): string | null {
  const image = entry.step?.attachments.find(
    (attachment) => isPicture(attachment.type) && (!("sha256" in attachment) || publicFiles.has(attachment.sha256)),
  );
  return image ? addressOf(publicUrl, image) : null;
}
