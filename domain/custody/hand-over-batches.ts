import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import { selvesOf } from "../accounts/selves-of.ts";
import type { Batch } from "../batches/batch.ts";
import { stepDocument } from "../operations/step-document.ts";
import { idempotencyOf, type SubmitServices } from "../operations/submit-act.ts";
import { addressesMeant } from "../profiles/addresses-meant.ts";
import { holdingOf } from "../roles/is-holder.ts";
import type { Context, Services } from "../services.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import { traceIdOf } from "../shared/identifiers.ts";
import { parseInput, requiredText } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { TradeServices } from "../trade/trade-of.ts";
import { HAND_OVER_LIFETIME, type HandOver, MOST_HANDED_OVER, MOST_WAITING } from "./hand-over.ts";
import { handOverFields, handOverWords } from "./hand-over-words.ts";
import type { NewHandOver } from "./ports.ts";

/** What hand-overs take. */
export type HandOverServices = SubmitServices &
  Pick<Services, "accounts" | "consents" | "handOvers" | "keys" | "mirror" | "seal">;

/** Which batches go to whom. */
export const handOverInput = z.object({
  traceIds: z
    .array(requiredText("Trace ID", 100), { error: "Trace IDs must be a list" })
    .min(1, "There must be a trace ID")
    .max(MOST_HANDED_OVER, `There may be ${MOST_HANDED_OVER} trace IDs at most`),
  /** An account's id, its username, a confirmed GLN, or an address. */
  to: requiredText("Recipient", 100),
  ...handOverFields,
});

/**
 * Hand batches over to somebody, who holds them once it accepts: until then the giver's word is kept here and nothing is on
 * chain. A wallet has to sign it first. Throws `not-found`, `validation`, `forbidden` unless the account holds every batch,
 * a `conflict` where different addresses of its own hold them, and `quota-exceeded` where too many wait.
 */
export async function handOverBatches(
  services: HandOverServices & TradeServices,
  context: Context,
  input: unknown,
): Promise<HandOver> {
  const account = requireAccount(context);
  const fields = parseInput(handOverInput, input);
  const idempotency = await idempotencyOf(services, context, account, { verb: "handOver", input });
  const made = idempotency && (await services.requests.find(account.id, idempotency));
  const earlier = made === undefined ? undefined : await services.handOvers.byNumber(Number(made));
  if (earlier) return earlier;

  const [to] = await addressesMeant(services, fields.to, "to");
  const { giver, batches } = await heldBatches(services, account, fields.traceIds);
  if (batches.some(({ custodian }) => custodian === to)) throw invalid("to", "This account holds a batch already");
  if ((await services.handOvers.waiting(account.id)) >= MOST_WAITING) {
    throw new DomainError(
      "quota-exceeded",
      `${MOST_WAITING} hand-overs of this account wait to be accepted: 0 more may`,
    );
  }
  const codes = batches.map(({ code }) => code);
  const words = await handOverWords(services, account, batches[0] as Batch, to, fields);
  const step = stepDocument(services, giver, codes[0] as string, "custody-transfer", words);
  const document = codes.length > 1 ? ({ ...step, codes } as typeof step) : step;
  const createdAt = services.now();
  const kept: Omit<NewHandOver, "typedData"> = {
    accountId: account.id,
    from: giver.address,
    custody: giver.custody,
    to,
    document,
    digest: services.seal(document).digest,
    // It names all of them: where one is withheld, so is that.
    restricted: batches.some(({ visibility }) => visibility !== "public"),
    batches: batches.map(({ id: batchId, code, quantity, custodian: holder }) => ({ batchId, code, quantity, holder })),
    createdAt,
    expiresAt: new Date(createdAt.getTime() + HAND_OVER_LIFETIME),
  };
  // A key that is here signs on acceptance, and not before: what is not signed nobody can bring.
  if (giver.custody === "custodial") return services.handOvers.add({ ...kept, typedData: null }, idempotency);
  const { digest } = kept;
  const terms = { batches: kept.batches.map(({ code, quantity }) => ({ code, quantity })), to, digest };
  const until = Math.floor(kept.expiresAt.getTime() / 1000);
  const scope = { lifetime: HAND_OVER_LIFETIME / 1000, until, instead: null };
  return services.consents.ask(giver.address, terms, scope, (typedData) =>
    services.handOvers.add({ ...kept, typedData }, idempotency),
  );
}

/** The batches in their order, and the one address of the account's that holds them all: the contract takes no others. */
async function heldBatches(
  services: Pick<Services, "keys" | "mirror">,
  account: Account,
  traceIds: readonly string[],
): Promise<{ readonly giver: Account; readonly batches: readonly Batch[] }> {
  const twice = traceIds.findIndex((id, index) => traceIds.indexOf(id) < index);
  if (twice >= 0) throw invalid(`traceIds.${twice}`, "Each batch is handed over once");
  const found = new Map(
    (await services.mirror.batchesByTraceIds(traceIds)).map((batch) => [traceIdOf(batch.id), batch]),
  );
  const batches = traceIds.map((id, index) => {
    const batch = found.get(id);
    if (batch && batch.status !== "withdrawn") return batch;
    const message = `Trace with ID ${id} does not exist`;
    throw new DomainError("not-found", "Trace batch not found", [{ field: `traceIds.${index}`, message }]);
  });
  const custodians = [...new Set(batches.map(({ custodian }) => custodian))];
  const selves = selvesOf(services, account);
  const addresses = selves.map(({ address }) => address);
  const isHeldBy = await holdingOf(services, addresses, custodians);
  for (const [index, { custodian }] of batches.entries()) {
    if (addresses.some((address) => isHeldBy(address, custodian))) continue;
    const message = "You do not have permission to hand over this trace batch";
    throw new DomainError("forbidden", message, [{ field: `traceIds.${index}`, message }]);
  }
  const giver = selves.find(({ address }) => custodians.every((custodian) => isHeldBy(address, custodian)));
  if (giver) return { giver, batches };
  throw new DomainError("conflict", "The batches are held by different addresses of yours: hand them over apart");
}
