import { attachmentUrl } from "../../../../domain/files/attachments.ts";
import type { AddedReadings } from "../../../../domain/readings/add-readings.ts";
import type { BatchReadings, ReadingEvidence } from "../../../../domain/readings/find-readings.ts";
import type { JourneyEntry } from "../../../../domain/records/journey-entries.ts";
import type { Line } from "../../../../domain/records/line.ts";
import type { ReadingsSummary } from "../../../../domain/records/readings.ts";
import type { Services } from "../../../../domain/services.ts";
import { lineIdOf, traceIdOf } from "../../../../domain/shared/identifiers.ts";
import { encodeLog } from "../../../../proof/codec.ts";
import { EMPTY_HEAD, leafOf } from "../../../../proof/head.ts";
import { READING_PROOF_FORMAT, type ReadingProof } from "../../../../proof/reading-proof.ts";
import { chainView } from "./common.ts";

/** What a line's record tells of its readings. */
function summaryView({ format, file, salt, ...told }: ReadingsSummary, { args }: Line, publicUrl: string) {
  return { ...told, root: String(args.root), file: attachmentUrl(publicUrl, file) };
}

/** That an entry's line anchors readings, and what its record tells of them. */
export function readingsOfEntry({ line, step }: JourneyEntry, publicUrl: string) {
  const isAnchored = line.event === "Anchored" && step?.readings !== undefined;
  return isAnchored ? { readings: summaryView(step.readings as ReadingsSummary, line, publicUrl) } : {};
}

/** Readings that were put on a batch. */
export function addedReadingsView({ batch, entry }: AddedReadings, publicUrl: string) {
  const { line } = entry;
  return {
    id: lineIdOf("event", batch.id, line.chain.seq),
    traceId: traceIdOf(batch.id),
    batchCode: batch.code,
    ...readingsOfEntry(entry, publicUrl).readings,
    chain: chainView(line.chain),
  };
}

/** A batch's readings. */
export function readingsView({ batch, lines, ...found }: BatchReadings, publicUrl: string) {
  return {
    batchCode: batch.code,
    ...found,
    lines: lines.map(({ line, summary }) => ({
      seq: line.chain.seq,
      eventId: lineIdOf("event", batch.id, line.chain.seq),
      ...summaryView(summary, line, publicUrl),
    })),
  };
}

/** One reading with all that proves it. */
export function readingProofView(evidence: ReadingEvidence, settings: Services["settings"]): ReadingProof {
  const { batch, line, lines, path, salt } = evidence;
  const { seq, index, ...reading } = evidence.reading;
  return {
    format: READING_PROOF_FORMAT,
    chain: {
      chainId: settings.chainId,
      contract: settings.contract.toLowerCase(),
      rpcUrl: settings.publicRpcUrl ?? `${settings.publicUrl}/rpc`,
    },
    batch: { code: batch.code, id: batch.id },
    reading,
    salt,
    path: [...path],
    line: { ...line.args } as ReadingProof["line"],
    before: lines.find(({ chain }) => chain.seq === seq - 1)?.head ?? EMPTY_HEAD,
    later: lines.filter(({ chain }) => chain.seq > seq).map(({ event, args }) => leafOf(encodeLog(event, args))),
  };
}
