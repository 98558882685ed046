import { z } from "zod";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { optionalText, parseInput, requiredText } from "../shared/input.ts";
import { toThousandths } from "../shared/quantity.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { Recall } from "./ports.ts";
import { addressesAs, findRecall, notFound, readRecall } from "./read-recall.ts";

const amount = (label: string) =>
  z
    .number({ error: `${label} must be a number` })
    .min(0, `${label} must not be less than 0`)
    .refine((value) => toThousandths(value) !== undefined, `${label} must have at most three decimals`)
    .transform((value) => toThousandths(value) ?? 0n)
    .default(0n);

/** What a holder found of a batch, and did with it. */
export const acknowledgementInput = z.object({
  traceId: requiredText("Trace ID", 100),
  found: amount("Found"),
  quarantined: amount("Quarantined"),
  destroyed: amount("Destroyed"),
  note: optionalText("Note", 2000),
});

/**
 * Say what one found of a recalled batch: by who held it when it was recalled, or holds it now. Said again it counts anew.
 * Throws `not-found`, `validation`, and `forbidden` for anybody else.
 */
export async function acknowledgeRecall(
  services: Pick<Services, "accounts" | "keys" | "mirror" | "now" | "outbox" | "recalls">,
  context: Context,
  id: string,
  input: unknown,
): Promise<Recall> {
  const account = requireAccount(context);
  const { traceId, ...found } = parseInput(acknowledgementInput, input);
  const recall = await findRecall(services, id);
  if (!recall) throw notFound();
  // Also of what was withdrawn since.
  const batch = await services.mirror.batchByTraceId(traceId);
  if (!batch) throw notFound();
  const item = recall.items.find(({ batchId }) => batchId === batch.id);
  const own = await addressesAs(services, context, account);
  const holds = item && (own.includes(item.holder) || own.includes(batch.custodian));
  if (recall.isDrill || !item) throw notFound();
  if (!holds) throw new DomainError("forbidden", "Only who holds or held this trace batch says what became of it");
  await services.recalls.acknowledge(recall.number, batch.id, { ...found, by: account.id, at: services.now() });
  return readRecall(services, context, id);
}
