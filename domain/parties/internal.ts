/** What the use cases of parties share: who is meant, and for which of whose batches. */

import type { Account } from "../accounts/account.ts";
import { namedAccount } from "../accounts/named-account.ts";
import { findOwnBatchOrThrow, type OwnBatch } from "../batches/find-batch-or-throw.ts";
import type { Services } from "../services.ts";
import { invalid } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";

/** Whose batches are meant, and as whom the account acts for them. */
export interface Scope {
  readonly custodian: Hex;
  readonly holder: Account;
  /** Null for all that the custodian holds. */
  readonly batch: OwnBatch["batch"] | null;
}

/** One batch, or all of the account's. Throws `not-found`, and `forbidden` for a batch of somebody else's. */
export async function scopeOf(
  services: Pick<Services, "keys" | "mirror" | "outbox">,
  account: Account,
  traceId: string | null,
): Promise<Scope> {
  if (traceId === null) return { custodian: account.address, holder: account, batch: null };
  const { batch, holders } = await findOwnBatchOrThrow(services, account, traceId, "admit anybody to");
  return { custodian: batch.custodian, holder: holders[0], batch };
}

/** The addresses that an account holds batches with: its own, and its custodial one from before it bound a wallet. */
export function addressesOf({ keys }: Pick<Services, "keys">, account: Account): Hex[] {
  return [...new Set([account.address, keys.addressOf(account.keyId)])];
}

const ADDRESS = /^0x[0-9a-f]{40}$/i;
const ZERO: Hex = `0x${"0".repeat(40)}`;

/**
 * The addresses that are meant by an account's id, its username, or an address, which need not be an account's here: the one in
 * use, then those that the account had before. Throws `validation` for whoever is not there, and for what can be nobody's
 * address.
 */
export async function addressesMeant(
  { accounts, settings }: Pick<Services, "accounts" | "settings">,
  text: string,
): Promise<readonly [Hex, ...Hex[]]> {
  if (ADDRESS.test(text)) {
    const address = text.toLowerCase() as Hex;
    if (address === ZERO || address === settings.contract) throw invalid("account", "This address can be nobody's");
    return [address];
  }
  const named = await namedAccount({ accounts }, text);
  if (!named) throw invalid("account", `There is no account ${text.slice(0, 100)}`);
  return [named.address, ...(await accounts.earlierAddresses(named.id))];
}
