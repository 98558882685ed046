import type { Line } from "../records/line.ts";
import { mayRead, type Reader } from "../roles/access-policy.ts";
import type { Batch } from "./batch.ts";

/** The batch, without its description if the reader may not see it. */
export function batchFor(reader: Reader, batch: Batch): Batch {
  const open =
    batch.visibility === "public" || mayRead(reader, { recorder: batch.chain.actor, custodian: batch.custodian });
  return open ? batch : { ...batch, description: null };
}

/** The lines, without the documents that the reader may not see. */
export function linesFor(reader: Reader, batch: Batch, lines: readonly Line[]): Line[] {
  const { custodian } = batch;
  return lines.map((line) => {
    const shown = <T extends Pick<Line, "document" | "original" | "visibility">>(one: T): T => {
      const recorder = one.original ? line.chain.actor : custodian;
      return one.visibility === "public" || mayRead(reader, { recorder, custodian }) ? one : { ...one, document: null };
    };
    return line.series ? { ...line, series: line.series.map(shown) } : shown(line);
  });
}
