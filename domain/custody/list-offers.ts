import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import { addressesOf } from "../accounts/selves-of.ts";
import type { Batch } from "../batches/batch.ts";
import { OFFER_STATES } from "../records/offers.ts";
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

/** One page of offers, and the accounts of those here who gave or are to take. */
export type OfferPage = ToldPage<OfferedBatch> & { readonly accounts: ReadonlyMap<Hex, Account> };

/** The offers that were made to the account, or by it, the latest first. Throws `validation`. */
export async function listOffers(
  services: Pick<Services, "accounts" | "keys" | "mirror" | "offers">,
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
  return { ...toldPage({ ...found, items }, request), accounts: await accountsIn(services, items) };
}

/** Who gives and who is to take, where they have accounts here. */
export function accountsIn(
  { accounts }: Pick<Services, "accounts">,
  offered: readonly OfferedBatch[],
): Promise<ReadonlyMap<Hex, Account>> {
  return accounts.byAddresses([...new Set(offered.flatMap(({ offer: { from, to } }) => [from, to]))]);
}
