import { identifiedAccount } from "../accounts/identity.ts";
import type { Services } from "../services.ts";

/** A nonexistent account. */
const NOBODY = 0;

/**
 * Whether the account with this name has logged in from this address before. Takes just as long for an unknown account.
 */
export async function isKnownAddress(
  services: Pick<Services, "accounts" | "logInAddresses" | "now" | "phones">,
  name: string,
  address: string,
): Promise<boolean> {
  const found = await identifiedAccount(services, name);
  return services.logInAddresses.isKnown(found?.id ?? NOBODY, address, services.now());
}
