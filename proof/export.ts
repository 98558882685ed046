/**
 * A period's export: a file of one JSON text a line. The first is the header; each other is a proof of a batch that has a line in
 * the period, or such a line itself where no proof shows it: one of administration, and the one before the period.
 */
import { z } from "zod";
import { PROOF_FORMAT, proofLineSchema, proofSchema } from "./proof.ts";

/** The format's name. */
export const EXPORT_FORMAT = "suyuan-export/1";

const word = z.string().regex(/^0x[0-9a-f]{64}$/);

/** Seconds, as many as the contract's own times hold. */
const moment = z.int().nonnegative().max(0xff_ffff_ffff);

export const exportHeaderSchema = z.object({
  format: z.literal(EXPORT_FORMAT),
  chain: proofSchema.shape.chain,
  /** The period, in seconds: lines of blocks from `since` on and before `until`. */
  since: moment,
  until: moment,
  /** The numbers, over the whole contract, of the first line that is exported and of the last. */
  first: z.int().positive(),
  last: z.int().positive(),
  /** The block of the last line. */
  lastBlock: z.int().nonnegative(),
  /** The contract's chain over all lines before the first, and up to the last. */
  before: word,
  after: word,
});

/** The header of an export. */
export type ExportHeader = z.infer<typeof exportHeaderSchema>;

/** A line by itself. */
export const exportLineSchema = z.object({ event: z.string().max(40), args: proofLineSchema.shape.args });

/** What stands in an export beside proofs. */
export type ExportLine = z.infer<typeof exportLineSchema>;

/** Whether a JSON value begins an export. */
export function isExportHeader(value: unknown): boolean {
  return (value as { format?: unknown } | null)?.format === EXPORT_FORMAT;
}

/** Whether a JSON value of an export is a proof. */
export function isProof(value: unknown): boolean {
  return (value as { format?: unknown } | null)?.format === PROOF_FORMAT;
}
