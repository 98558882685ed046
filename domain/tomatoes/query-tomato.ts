import { batchFor, linesFor } from "../batches/redaction.ts";
import { apartFrom, type JourneyEntry, journeyEntriesOf } from "../records/journey-entries.ts";
import { PUBLIC } from "../roles/access-policy.ts";
import type { Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { evaluationIn } from "./evaluation.ts";
import { findTomatoOrThrow } from "./find-tomato-or-throw.ts";

/** A batch in the form of the tomato document: the latest information of each sort. */
export interface Tomato {
  readonly batchId: Hex;
  readonly productionArea: string;
  readonly harvestDate: Date | null;
  readonly harvestEvaluation: string;
  /** Who harvested it; until that is recorded, its creator. */
  readonly grower: Hex;
  readonly processingDate: Date | null;
  readonly samplingEvaluation: string;
  /** Who processed it; until that is recorded, its holder. */
  readonly factory: Hex;
  readonly transportInfo: string;
  /** Who transported it; until that is recorded, its holder. */
  readonly logistic: Hex;
}

/**
 * A batch, whatever it was made by, for anybody. Throws `not-found`.
 */
export async function queryTomato(services: Pick<Services, "mirror" | "outbox">, tomatoId: string): Promise<Tomato> {
  const found = await findTomatoOrThrow(services, tomatoId);
  const batch = batchFor(PUBLIC, found);
  const lines = linesFor(PUBLIC, found, await services.mirror.linesOf(found.id));
  const all = journeyEntriesOf(lines);
  // What is dated before the batch replaces nothing that was told of it; what has no document says who and when.
  const early = apartFrom(all).statements.filter(({ reason }) => reason === "before-batch");
  const entries = all.filter((one) => early.every(({ entry }) => entry !== one));
  const [harvest, processing, transport] = ["harvest", "processing", "transport"].map((kind) =>
    // Unreadable entries contribute nothing and replace nothing.
    entries.findLast(({ line, unreadable }) => line.kind === kind && !unreadable),
  );
  const { description, custodian } = batch;
  const toldAtCreation = description?.harvestDate ? new Date(description.harvestDate) : null;
  return {
    batchId: batch.id,
    productionArea: harvest?.step?.location || description?.producer.location || "",
    harvestDate: harvest?.time ?? toldAtCreation,
    harvestEvaluation: latest(entries, (entry) => evaluationIn(entry, "harvest")),
    grower: actorOf(harvest) ?? batch.chain.actor,
    processingDate: processing?.time ?? null,
    samplingEvaluation: latest(entries, (entry) => evaluationIn(entry, "sampling")),
    factory: actorOf(processing) ?? custodian,
    transportInfo: transport?.step?.description || transport?.step?.title || transport?.step?.location || "",
    logistic: actorOf(transport) ?? custodian,
  };
}

function actorOf(entry: JourneyEntry | undefined): Hex | undefined {
  return entry?.line.chain.actor;
}

function latest(entries: readonly JourneyEntry[], textOf: (entry: JourneyEntry) => string | undefined): string {
  return entries.map(textOf).findLast((text) => text !== undefined) ?? "";
}
