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
  return lines.map((line) => {
    const recorder = line.original ? line.chain.actor : batch.custodian;
    const open = line.visibility === "public" || mayRead(reader, { recorder, custodian: batch.custodian });
    return open ? line : { ...line, document: null };
  });
}
