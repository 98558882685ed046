import type { Account } from "../accounts/account.ts";
import { addressIn } from "../accounts/named-account.ts";
import type { Batch } from "../batches/batch.ts";
import { hasCheckDigit } from "../catalogue/gtin.ts";
import { placeOf } from "../catalogue/place-of.ts";
import { requireUse } from "../catalogue/require-use.ts";
import { addressesMeant } from "../profiles/addresses-meant.ts";
import { confirmedHolder } from "../profiles/find-by-gln.ts";
import { namesAt } from "../profiles/names-at.ts";
import { NOW } from "../profiles/profile-lines.ts";
import type { Place, Trade, TradeParty } from "../records/trade.ts";
import type { Services } from "../services.ts";
import { invalid } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { userNumberOf } from "../shared/identifiers.ts";
import { inUnit, unitOf } from "../shared/quantity.ts";
import type { PartyInput, PlaceInput, TradeInput } from "./trade-input.ts";

/** What telling trade needs. */
export type TradeServices = Pick<Services, "accounts" | "locations" | "names" | "objects" | "profiles" | "settings">;

/**
 * What a record keeps of trade: places as they are now, and accounts by their addresses and by what they are called now.
 * Throws `validation`, and `forbidden` for a location that is neither one's own nor lent to one.
 */
export async function tradeOf(
  services: TradeServices,
  account: Account,
  batch: Pick<Batch, "description" | "unit">,
  told: Partial<TradeInput>,
): Promise<Partial<Trade>> {
  const { quantity, unit, references = [], lotSource } = told;
  if (unit !== undefined && quantity === undefined) throw invalid("quantity", "Quantity is required with a unit");
  const trade: Partial<Trade> = {};
  if (told.place) trade.place = await placeIn(services, account, told.place, "place");
  for (const role of ["from", "to", "carrier"] as const) {
    const party = told[role];
    if (party) trade[role] = await partyIn(services, account, party, role);
  }
  if (quantity !== undefined) {
    const meant = unitOf(unit ?? batch.description?.toldUnit ?? batch.unit) ?? unitOf(batch.unit);
    const amount = meant && inUnit(quantity, meant);
    if (!meant || amount === undefined) throw invalid("quantity", "Quantity must have at most three decimals");
    Object.assign(trade, { quantity: String(amount), unit: meant.code });
  }
  if (references.length > 0) {
    trade.references = references.map(({ issuer, ...reference }) => ({ ...reference, ...(issuer ? { issuer } : {}) }));
  }
  if (lotSource) {
    trade.lotSource = "url" in lotSource ? lotSource : await placeIn(services, account, lotSource, "lotSource");
  }
  return trade;
}

async function placeIn(
  { locations }: Pick<Services, "locations">,
  account: Account,
  { id, name, ...told }: PlaceInput,
  field: string,
): Promise<Place> {
  if (id === undefined) return placeOf({ ...told, name: name ?? "" });
  const location = await locations.byId(id);
  if (!location) throw invalid(field, `Location with ID ${id} does not exist`);
  await requireUse(locations, account, "location", location, field);
  return placeOf(location);
}

async function partyIn(
  services: TradeServices,
  account: Account,
  { party, account: named, name, place }: PartyInput,
  field: string,
): Promise<TradeParty> {
  const where = place ? { place: await placeIn(services, account, place, `${field}.place`) } : {};
  if (name !== undefined) return { name, ...where };
  if (named !== undefined) {
    const [address] = await addressesMeant(services, named, `${field}.account`);
    return { ...(await knownAs(services, address)), ...where };
  }
  if (party === undefined) return where;
  const address = await addressMeant(services, party, field);
  return { ...(address ? await knownAs(services, address) : { name: party }), ...where };
}

/** The address of whom a text means; undefined where it is no account's, and so a name. */
async function addressMeant(services: TradeServices, text: string, field: string): Promise<Hex | undefined> {
  if (addressIn(text) || userNumberOf(text) !== undefined) return (await addressesMeant(services, text, field))[0];
  const isNumber = /^\d{13}$/.test(text);
  if (isNumber && !hasCheckDigit(text)) throw invalid(field, "GLN has a wrong check digit");
  // A username may be anybody's word: who means it says `account`.
  return isNumber ? confirmedHolder(services, text) : undefined;
}

async function knownAs(services: TradeServices, address: Hex): Promise<TradeParty> {
  const { name, gln } = (await namesAt(services, [{ account: address, line: NOW }]))(address);
  return { account: address, ...(name === null ? {} : { name }), ...(gln === null ? {} : { gln }) };
}
