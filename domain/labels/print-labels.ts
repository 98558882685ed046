import { z } from "zod";
import type { Batch } from "../batches/batch.ts";
import { findBatchOrThrow } from "../batches/find-batch-or-throw.ts";
import { batchFor } from "../batches/redaction.ts";
import { type Reader, readerFor, readerOf } from "../roles/access-policy.ts";
import type { Context, Services } from "../services.ts";
import { dayOf } from "../shared/days.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { labelAddress } from "./digital-link.ts";
import { LABEL_LANGUAGES, LABEL_LAYOUTS, LABELS_A_SHEET, type Label } from "./label-sheets.ts";

/** The most labels in one document. */
export const MAXIMUM_COPIES = 240;

const COPIES = `Copies must be a whole number from 1 to ${MAXIMUM_COPIES}`;

/** How labels are printed, in a query string. */
export const printLabelsInput = z.object({
  layout: z.enum(LABEL_LAYOUTS, { error: `Layout must be ${LABEL_LAYOUTS.join(" or ")}` }).default("a4-24"),
  language: z.enum(LABEL_LANGUAGES, { error: `Language must be ${LABEL_LANGUAGES.join(" or ")}` }).default("both"),
  copies: z
    .string()
    .regex(/^\d{1,4}$/, { error: COPIES, abort: true })
    .transform(Number)
    .refine((copies) => copies >= 1 && copies <= MAXIMUM_COPIES, COPIES)
    .optional(),
});

/**
 * A PDF of a batch's labels: one full sheet, or as many as are asked for. Throws `not-found` and `validation`.
 *
 * @param input The layout and the copies, from a query string.
 * @param commitment The number of the commitment certificate that they carry; null for none.
 */
export async function printLabels(
  services: Pick<Services, "accounts" | "digitalLinks" | "labels" | "mirror" | "outbox" | "settings">,
  context: Context,
  traceId: string,
  input: unknown,
  commitment: string | null = null,
): Promise<{ readonly batch: Batch; readonly pdf: Uint8Array }> {
  requireAccount(context);
  const asked = parseInput(printLabelsInput, input);
  const copies = asked.copies ?? LABELS_A_SHEET[asked.layout];
  const batch = await findBatchOrThrow(services, traceId);
  const reader = await readerFor(services, await readerOf(services, context), batch.custodian);
  const label = labelOf(services, reader, batch, commitment);
  return { batch, pdf: await services.labels.print([label], { ...asked, copies, of: label }) };
}

/** What a batch's label says to a reader; what is withheld from it is left out. */
export function labelOf(
  services: Pick<Services, "digitalLinks" | "settings">,
  reader: Reader,
  batch: Batch,
  commitment: string | null = null,
): Label {
  const { description } = batchFor(reader, batch);
  return {
    // What any scan leads to, whatever else this reader may read.
    address: labelAddress(services, batch),
    code: batch.code,
    lot: description?.lot !== batch.code ? (description?.lot ?? null) : null,
    product: description?.product.name ?? null,
    gtin: description?.product.gtin ?? null,
    harvestDate: description?.harvestDate ? dayOf(description.harvestDate) : null,
    producer: description?.producer.name ?? null,
    commitment,
    createdAt: batch.createdAt,
  };
}
