import type { Services } from "../services.ts";

/** An account that there is not. */
const NOBODY = 0;

/** Whether somebody was let in to the account of this name from this address before. Takes as long for no account. */
export async function isKnownAddress(
  services: Pick<Services, "accounts" | "logInAddresses" | "now">,
  name: string,
  address: string,
): Promise<boolean> {
  const found = await services.accounts.byIdentifier(name);
  return services.logInAddresses.isKnown(found?.id ?? NOBODY, address, services.now());
}
