import { z } from "zod";
import { addressesOf } from "../accounts/selves-of.ts";
import { readerFor, readerOf } from "../roles/access-policy.ts";
import type { Context, Services } from "../services.ts";
import { pageSchema, parseInput } from "../shared/input.ts";
import { type ToldPage, toldPage } from "../shared/page.ts";
import { requireAccount } from "../shared/require-account.ts";
import { endDateSchema, isoDateSchema } from "../shared/time.ts";
import type { Batch } from "./batch.ts";
import { BATCH_SORTS, RELATIONS, type RecordedStep } from "./mirror.ts";
import { batchFor } from "./redaction.ts";

const flag = (label: string) => z.enum(["true", "false"], { error: `${label} must be true or false` }).optional();

/** The parameters of a list of batches. */
export const listBatchesInput = pageSchema.extend({
  status: z.string().max(50, "Status must have at most 50 characters").optional(),
  fromDate: isoDateSchema("From date").optional(),
  toDate: endDateSchema("To date").optional(),
  hold: flag("Hold"),
  mine: flag("Mine"),
  held: flag("Held"),
  offered: flag("Offered"),
  party: flag("Party"),
  sortBy: z.enum(BATCH_SORTS, { error: `Sort field must be one of ${BATCH_SORTS.join(", ")}` }).default("createdAt"),
  sortDir: z.enum(["asc", "desc"], { error: "Sort direction must be asc or desc" }).default("desc"),
});

/** A batch in a list, with the number and kind of its steps. */
export interface ListedBatch {
  readonly batch: Batch;
  readonly steps: readonly RecordedStep[];
}

/** One page of all batches that were not withdrawn, and the paging values that were applied. */
export async function listBatches(
  services: Pick<Services, "accounts" | "keys" | "mirror" | "now">,
  context: Context,
  input: unknown,
): Promise<ToldPage<ListedBatch>> {
  const account = requireAccount(context);
  const { status, fromDate, toDate, hold, mine, held, offered, party, sortBy, sortDir, ...request } = parseInput(
    listBatchesInput,
    input,
  );
  const flags = { mine, held, offered, party };
  const by = RELATIONS.flatMap((relation) => (flags[relation] ? { relation, is: flags[relation] === "true" } : []));
  const reader = await readerOf(services, context);
  const found = await services.mirror.listBatches({
    ...request,
    status: status || undefined,
    from: fromDate,
    to: toDate,
    hold: hold && { stands: hold === "true", at: services.now() },
    ...(by.length > 0 && { related: { addresses: addressesOf(services, account), by } }),
    sortBy,
    descending: sortDir === "desc",
  });
  const steps = await services.mirror.stepsOf(found.items.map((batch) => batch.id));
  const shown = async (batch: Batch) =>
    batch.visibility === "public" ? batch : batchFor(await readerFor(services, reader, batch.custodian), batch);
  const listed = found.items.map(async (batch) => ({ batch: await shown(batch), steps: steps.get(batch.id) ?? [] }));
  return toldPage({ ...found, items: await Promise.all(listed) }, request);
}
