import type { Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { userNumberOf } from "../shared/identifiers.ts";
import type { Account } from "./account.ts";

/** An address as people write it: in lower case, or with EIP-55's capitals. */
export function addressIn(text: string): Hex | undefined {
  return /^0x[0-9a-f]{40}$/i.test(text) ? (text.toLowerCase() as Hex) : undefined;
}

/**
 * The account that a request names by its id (`user-7`), an address on chain or its username; undefined if there is none.
 * Never by email address or telephone number: whoever knows one would learn whose it is.
 */
export async function namedAccount(services: Pick<Services, "accounts">, text: string): Promise<Account | undefined> {
  const { accounts } = services;
  const number = userNumberOf(text);
  if (number !== undefined) return accounts.byId(number);
  const address = addressIn(text);
  if (address) return (await accounts.byAddresses([address])).get(address);
  const found = await accounts.byIdentifier(text);
  if (found?.username.toLowerCase() !== text.toLowerCase()) return undefined;
  const { passwordHash: _, ...account } = found;
  return account;
}
