import { z } from "zod";
import type { Batch } from "../batches/batch.ts";
import { findBatchOrThrow } from "../batches/find-batch-or-throw.ts";
import { batchFor } from "../batches/redaction.ts";
import { readerFor, readerOf } from "../roles/access-policy.ts";
import type { Context, Services } from "../services.ts";
import { invalid } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { traceIdOf } from "../shared/identifiers.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { turns } from "../shared/turns.ts";
import { labelOf, printLabelsInput } from "./print-labels.ts";

/** The most labels of parts in one document: what one split makes fits thrice. */
export const MOST_PART_LABELS = 4_096;

/** The most lines that are named at once: more than one split takes. */
const MOST_LINES = 64;

const PARTS = "Parts must be all, or the numbers of the lines that split them off, with commas between";

/** Thousands of labels are drawn one document after another. */
const inTurn = turns();

const printPartLabelsInput = printLabelsInput.extend({
  parts: z
    .string()
    .regex(/^(?:all|\d{1,9}(?:,\d{1,9})*)$/, PARTS)
    .transform((parts) => (parts === "all" ? null : parts.split(",").map(Number)))
    .refine((lines) => lines === null || lines.length <= MOST_LINES, `Parts may name ${MOST_LINES} lines at most`),
});

/**
 * A PDF of the labels of a batch's parts, in the order in which they were split off: of all, or of those that some of its
 * lines split off; one label of each unless more copies are asked for. Parts whose description is withheld are left out,
 * unless the account holds the batch. Throws `not-found`, and `validation` also where there are none or too many.
 *
 * @param input The layout, the copies and which parts, from a query string.
 */
export async function printPartLabels(
  services: Pick<Services, "accounts" | "digitalLinks" | "labels" | "mirror" | "outbox" | "settings">,
  context: Context,
  traceId: string,
  input: unknown,
): Promise<{ readonly batch: Batch; readonly pdf: Uint8Array }> {
  const account = requireAccount(context);
  const { parts: lines, copies = 1, ...asked } = parseInput(printPartLabelsInput, input);
  const batch = await findBatchOrThrow(services, traceId);
  const reader = await readerFor(services, await readerOf(services, context), batch.custodian);
  const isHolder = [account.address, reader.actsFor].includes(batch.custodian);
  const most = Math.floor(MOST_PART_LABELS / copies);
  const ids = (await services.mirror.linesOf(batch.id))
    .filter(({ event, chain }) => event === "Split" && (lines === null || lines.includes(chain.seq)))
    .flatMap(({ args }) => args.parts as readonly Hex[]);
  if (ids.length > most) {
    throw invalid(
      "parts",
      `There may be ${MOST_PART_LABELS} labels at most: name the lines that split some of them off`,
    );
  }
  const found = await services.mirror.batchesByTraceIds(ids.map(traceIdOf));
  const byId = new Map(found.map((part) => [part.id, part]));
  const shown = ids
    .flatMap((id) => byId.get(id) ?? [])
    .filter((part) => isHolder || batchFor(reader, part).description !== null);
  if (shown.length === 0) throw invalid("parts", "There are no such parts of this batch");
  const labels = shown.map((part) => labelOf(services, reader, part));
  const options = { ...asked, copies, of: { code: batch.code, createdAt: batch.createdAt } };
  return { batch, pdf: await inTurn("document", () => services.labels.print(labels, options)) };
}
