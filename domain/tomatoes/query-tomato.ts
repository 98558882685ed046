import { batchFor, linesFor } from "../batches/redaction.ts";
import { apartFrom, type JourneyEntry, journeyEntriesOf } from "../records/journey-entries.ts";
import { PUBLIC } from "../roles/access-policy.ts";
import type { Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { type Role, roleSet } from "../shared/roles.ts";
import { evaluationIn } from "./evaluation.ts";
import { findTomatoOrThrow } from "./find-tomato-or-throw.ts";

/** A batch in the form of the tomato document: the latest information of each sort. */
export interface Tomato {
  readonly batchId: Hex;
  readonly batchCode: string;
  readonly productionArea: string;
  readonly harvestDate: Date | null;
  readonly harvestEvaluation: string;
  /** The last grower who harvested it, or who created it; null where no grower did either. */
  readonly grower: Hex | null;
  readonly processingDate: Date | null;
  readonly samplingEvaluation: string;
  /** The last factory that processed it, or that created it; null where none did either. */
  readonly factory: Hex | null;
  readonly transportInfo: string;
  /** The last carrier who transported it; null where none did. */
  readonly logistic: Hex | null;
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
  const { description } = batch;
  /** Only who held the role is called by it: what a batch's holder does itself makes it neither grower nor carrier. */
  const lastBy = (role: Role, kind: string) =>
    entries.findLast(
      ({ line, unreadable }) =>
        line.kind === kind && (kind === "creation" || !unreadable) && (Number(line.args.roles) & roleSet(role)) !== 0,
    )?.line.chain.actor ?? null;
  const toldAtCreation = description?.harvestDate ? new Date(description.harvestDate) : null;
  return {
    batchId: batch.id,
    batchCode: batch.code,
    productionArea: harvest?.step?.location || description?.producer.location || "",
    harvestDate: harvest?.time ?? toldAtCreation,
    harvestEvaluation: latest(entries, (entry) => evaluationIn(entry, "harvest")),
    grower: lastBy("producer", "harvest") ?? lastBy("producer", "creation"),
    processingDate: processing?.time ?? null,
    samplingEvaluation: latest(entries, (entry) => evaluationIn(entry, "sampling")),
    factory: lastBy("processor", "processing") ?? lastBy("processor", "creation"),
    transportInfo: transport?.step?.description || transport?.step?.title || transport?.step?.location || "",
    logistic: lastBy("carrier", "transport"),
  };
}

function latest(entries: readonly JourneyEntry[], textOf: (entry: JourneyEntry) => string | undefined): string {
  return entries.map(textOf).findLast((text) => text !== undefined) ?? "";
}
