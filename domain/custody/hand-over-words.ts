/** What a giver may say with a batch that goes to somebody else. */
import type { Account } from "../accounts/account.ts";
import type { Batch } from "../batches/batch.ts";
import { placeLine } from "../catalogue/place-of.ts";
import type { StepWords } from "../operations/step-document.ts";
import type { Hex } from "../shared/hex.ts";
import { optionalText } from "../shared/input.ts";
import { type TradeInput, tradeInput } from "../trade/trade-input.ts";
import { type TradeServices, tradeOf } from "../trade/trade-of.ts";

/** Where it is handed over, who carries it, which papers go with it, and anything else. */
export const handOverFields = {
  place: tradeInput.place,
  carrier: tradeInput.carrier,
  references: tradeInput.references,
  note: optionalText("Note", 1000),
};

/** What was said, as a record keeps it. Throws as `tradeOf` does. */
export async function handOverWords(
  services: TradeServices,
  account: Account,
  batch: Batch,
  to: Hex,
  {
    place,
    carrier,
    references,
    note,
  }: Pick<TradeInput, "place" | "carrier" | "references"> & { readonly note: string },
): Promise<StepWords> {
  const trade = await tradeOf(services, account, batch, { place, carrier, references });
  return {
    description: note,
    location: trade.place ? placeLine(trade.place) : "",
    details: { to },
    ...trade,
  };
}
