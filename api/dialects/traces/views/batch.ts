import type { Batch } from "../../../../domain/batches/batch.ts";
import { batchStatusOf } from "../../../../domain/batches/batch-status.ts";
import { contributionsOf } from "../../../../domain/batches/create-batch.ts";
import { isCounted } from "../../../../domain/batches/is-counted.ts";
import type { ListedBatch } from "../../../../domain/batches/list-batches.ts";
import type { Revision } from "../../../../domain/events/list-revisions.ts";
import { qrCodeUrl } from "../../../../domain/labels/digital-link.ts";
import { quantitiesOf } from "../../../../domain/lineage/amounts.ts";
import { lineIdOf, traceIdOf } from "../../../../domain/shared/identifiers.ts";
import { toldAmount } from "../../../../domain/shared/quantity.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { chainView } from "./common.ts";

/** The kinds of step that the traces document calls processing. */
export const PROCESSING_KINDS: readonly string[] = ["processing", "packaging"];
/** The kinds of step that it calls logistics. */
export const LOGISTICS_KINDS: readonly string[] = ["transport", "storage"];

/** What every view of a batch begins with. */
export function batchHead(batch: Batch) {
  const { description } = batch;
  return {
    id: traceIdOf(batch.id),
    name: description?.name ?? null,
    description: description?.description ?? null,
    productId: description?.product.id || null,
  };
}

/** Its quantity and identifiers. */
export function batchLabel(batch: Batch, publicUrl: string) {
  return {
    ...toldAmount(batch.quantity, batch.unit, batch.description?.toldUnit),
    ...(isCounted(batch) ? {} : { quantity: null }),
    batchCode: batch.code,
    qrCode: qrCodeUrl(publicUrl, batch.code),
    status: batchStatusOf(batch),
    farmId: batch.description?.producer.id || null,
  };
}

/** How much there was of it, what remains and what became of the rest; null where nobody told how much it is. */
export const quantitiesView = (batch: Batch) => (isCounted(batch) ? quantitiesOf(batch) : null);

/** What every view of a batch ends with. */
export function batchTail(batch: Batch) {
  return {
    createdAt: isoTime(batch.createdAt),
    updatedAt: isoTime(batch.updatedAt),
    quantities: quantitiesView(batch),
    lot: batch.description?.lot ?? null,
    contributions: contributionsOf(batch),
    chain: chainView(batch.chain),
    ...(batch.visibility === "public" ? {} : { visibility: batch.visibility }),
    ...(batch.description ? {} : { withheld: true }),
    ...(batch.description || batch.visibility !== "public" ? {} : { unreadable: true }),
  };
}

/** A batch as it is answered after its creation. */
export function createdView(batch: Batch, publicUrl: string) {
  const { description } = batch;
  return {
    ...batchHead(batch),
    ...batchLabel(batch, publicUrl),
    harvestDate: description?.harvestDate ?? null,
    certifications: description?.certifications ?? [],
    attributes: description?.attributes ?? {},
    ...batchTail(batch),
  };
}

/** A description as one line gave it. */
export function revisionView({ line, description }: Revision, index: number) {
  return {
    revision: index + 1,
    name: description?.name ?? null,
    description: description?.description ?? null,
    status: description?.state ?? null,
    harvestDate: description?.harvestDate ?? null,
    certifications: description?.certifications ?? [],
    attributes: description?.attributes ?? {},
    recordedAt: isoTime(line.timestamp),
    ...(description ? {} : { withheld: true }),
    chain: chainView(line.chain),
  };
}

/** A batch in a list. */
export function listedView({ batch, steps }: ListedBatch, publicUrl: string) {
  const { description } = batch;
  const idsOf = (prefix: string, kinds: readonly string[]) =>
    steps.filter(({ kind }) => kinds.includes(kind)).map(({ seq, index }) => lineIdOf(prefix, batch.id, seq, index));
  return {
    ...batchHead(batch),
    productName: description?.product.name ?? null,
    ...batchLabel(batch, publicUrl),
    farmName: description?.producer.name ?? null,
    processingIds: idsOf("proc", PROCESSING_KINDS),
    logisticsIds: idsOf("log", LOGISTICS_KINDS),
    certifications: description?.certifications ?? [],
    ...batchTail(batch),
  };
}
