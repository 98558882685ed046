import { addressIn, namedAccount } from "../accounts/named-account.ts";
import { hasCheckDigit } from "../catalogue/gtin.ts";
import type { Services } from "../services.ts";
import { invalid } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { confirmedHolder } from "./find-by-gln.ts";

const ZERO: Hex = `0x${"0".repeat(40)}`;

/**
 * The addresses that are meant by an account's id, its username, a location number (GLN) that is confirmed to be one firm's, or
 * an address, which need not be an account's here: the one in use, then those that the account had before. Throws
 * `validation` for whoever is not there, and for what can be nobody's address.
 *
 * @param field Where the request names it.
 */
export async function addressesMeant(
  services: Pick<Services, "accounts" | "names" | "objects" | "profiles" | "settings">,
  text: string,
  field: string,
): Promise<readonly [Hex, ...Hex[]]> {
  const { accounts, settings } = services;
  const address = addressIn(text);
  if (address) {
    if (address === ZERO || address === settings.contract) throw invalid(field, "This address can be nobody's");
    return [address];
  }
  const byNumber = /^\d{13}$/.test(text) && hasCheckDigit(text) ? await confirmedHolder(services, text) : undefined;
  if (byNumber) return [byNumber];
  const named = await namedAccount({ accounts }, text);
  if (!named) throw invalid(field, `There is no account ${text.slice(0, 100)}`);
  return [named.address, ...(await accounts.earlierAddresses(named.id))];
}
