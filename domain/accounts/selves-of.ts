import type { Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import type { Account } from "./account.ts";

/**
 * An account as it acts with each of its addresses, the preferred first: its own and, where that is a wallet's, its custodial
 * one from before, whose key is here.
 */
export function selvesOf({ keys }: Pick<Services, "keys">, account: Account): readonly [Account, ...Account[]] {
  const custodial = keys.addressOf(account.keyId);
  return account.address === custodial
    ? [account]
    : [account, { ...account, address: custodial, custody: "custodial" as const }];
}

/** The addresses that an account holds batches with. */
export function addressesOf(services: Pick<Services, "keys">, account: Account): readonly Hex[] {
  return selvesOf(services, account).map(({ address }) => address);
}
