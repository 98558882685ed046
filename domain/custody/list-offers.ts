import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import { addressesOf } from "../accounts/selves-of.ts";
import type { Batch } from "../batches/batch.ts";
import { type CalledAt, namesAt } from "../profiles/names-at.ts";
import { OFFER_STATES, type OfferState } from "../records/offers.ts";
import { partiesIn } from "../records/trade.ts";
import { mayRead, readerOf } from "../roles/access-policy.ts";
import type { Context, Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { pageSchema, parseInput } from "../shared/input.ts";
import { type ToldPage, toldPage } from "../shared/page.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { OfferedBatch } from "./ports.ts";

const listInput = pageSchema.pick({ page: true, limit: true, cursor: true }).extend({
  direction: z.enum(["in", "out"], { error: "Direction must be in or out" }).default("in"),
  status: z.enum(OFFER_STATES, { error: `Status must be one of ${OFFER_STATES.join(", ")}` }).optional(),
});

/** Offers as a reader is told of them, and how whoever they name is called. */
export interface ToldOffers {
  readonly items: readonly OfferedBatch[];
  /** Who gives and who is to take, where they have accounts here. */
  readonly accounts: ReadonlyMap<Hex, Account>;
  readonly calledAt: CalledAt;
}

/** One page of offers. */
export type OfferPage = ToldPage<OfferedBatch> & ToldOffers;

/** What telling of offers takes. */
export type TellingServices = Pick<Services, "accounts" | "mirror" | "names" | "objects" | "profiles" | "settings">;

/** The offers that were made to the account, or by it, the latest first. Throws `validation`. */
export async function listOffers(
  services: TellingServices & Pick<Services, "keys" | "offers">,
  context: Context,
  input: unknown,
): Promise<OfferPage> {
  const account = requireAccount(context);
  const { direction, status: state, ...request } = parseInput(listInput, input);
  const addresses = addressesOf(services, account);
  const found = await services.offers.list({ direction, addresses, state, ...request });
  const batches = await services.mirror.batchesByCodes([...new Set(found.items.map(({ batchCode }) => batchCode))]);
  const byId = new Map<Hex, Batch>(batches.map((batch) => [batch.id, batch]));
  const items = found.items.flatMap((offer) => {
    const batch = byId.get(offer.batchId);
    return batch ? [{ batch, offer }] : [];
  });
  return { ...toldPage({ ...found, items }, request), ...(await tellOffers(services, context, items)) };
}

/** Of these an offer's words are its recipient's to read: not of one that was taken back, or became void. */
const IS_SAID: ReadonlySet<OfferState> = new Set<OfferState>(["open", "accepted", "refused"]);

/**
 * Offers as the caller may read them: the words of a restricted one are for those who may read the batch's records, and for
 * whom they are said to.
 */
export async function tellOffers(
  services: TellingServices & Pick<Services, "keys">,
  context: Context,
  offered: readonly OfferedBatch[],
): Promise<ToldOffers> {
  const reader = await readerOf(services, context);
  const own = context.account ? addressesOf(services, context.account) : [];
  const items = offered.map(({ batch, offer }) => {
    const isTold =
      offer.visibility === "public" ||
      mayRead(reader, { recorder: offer.from, custodian: batch.custodian }) ||
      (own.includes(offer.to) && IS_SAID.has(offer.state));
    return { batch, offer: isTold ? offer : { ...offer, step: null } };
  });
  const moments = items.flatMap(({ offer: { step, line } }) => partiesIn(step).map((account) => ({ account, line })));
  const [accounts, calledAt] = await Promise.all([
    services.accounts.byAddresses([...new Set(offered.flatMap(({ offer: { from, to } }) => [from, to]))]),
    namesAt(services, moments),
  ]);
  return { items, accounts, calledAt };
}
