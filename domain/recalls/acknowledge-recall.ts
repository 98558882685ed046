import { z } from "zod";
import type { Context, Services } from "../services.ts";
import { invalid } from "../shared/errors.ts";
import { optionalText, parseInput, requiredText } from "../shared/input.ts";
import { quantityOf } from "../shared/quantity-input.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { Acknowledgement, Recall, RecallItem } from "./ports.ts";
import { addressesAs, findRecall, notFound } from "./read-recall.ts";

const amount = (label: string) =>
  quantityOf(
    z.number({ error: `${label} must be a number` }).min(0, `${label} must not be less than 0`),
    `${label} must have at most three decimals`,
  ).default(0n);

/** What was found of a batch, and done with it. */
export const foundInput = z.object({
  found: amount("Found"),
  quarantined: amount("Quarantined"),
  destroyed: amount("Destroyed"),
  note: optionalText("Note", 2000),
});

const acknowledgementInput = foundInput.extend({ traceId: requiredText("Trace ID", 100) });

/**
 * Say what one found of a recalled batch: by who held it when it was recalled, or holds it now. Said again it counts anew.
 * Gives the recall. Throws `not-found`, also where the batch is none of the caller's, and `validation` for more than there can be.
 */
export async function acknowledgeRecall(
  services: Pick<Services, "accounts" | "keys" | "mirror" | "now" | "recalls">,
  context: Context,
  id: string,
  input: unknown,
): Promise<Recall> {
  const account = requireAccount(context);
  const { traceId, ...found } = parseInput(acknowledgementInput, input);
  const recall = await findRecall(services, id);
  // Also of what was withdrawn since.
  const batch = await services.mirror.batchByTraceId(traceId);
  const said = { ...found, by: account.id, at: services.now() };
  const isOwn =
    recall !== undefined &&
    batch !== undefined &&
    (await services.recalls.acknowledge(
      recall.number,
      batch.id,
      await addressesAs(services, context, account),
      said,
      (item) => requireWithinHeld(item, said),
    ));
  // One answer, whether there is none or it is another's.
  if (!isOwn) throw notFound();
  return recall;
}

/**
 * Throws `validation` where more would be found of a batch, by all who said so, than was there or sold when it was recalled
 * (what was sold may have come back), or more quarantined and destroyed than was found.
 */
export function requireWithinHeld(
  { remaining, sold, acknowledgements }: Pick<RecallItem, "remaining" | "sold" | "acknowledgements">,
  { found, quarantined, destroyed, by }: Omit<Acknowledgement, "note" | "at">,
): void {
  if (quarantined + destroyed > found) {
    throw invalid("found", "No more can be quarantined and destroyed than was found");
  }
  const others = acknowledgements.filter((one) => one.by !== by);
  const all = others.reduce((sum, one) => sum + one.found, found);
  if (all > remaining + sold) throw invalid("found", "No more can be found than was there when it was recalled");
}
