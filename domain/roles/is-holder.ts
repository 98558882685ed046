import type { Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";

/**
 * Whether an address may do with what a custodian holds as that one may, by the chain: it is the custodian, its agent, or
 * who was given its account.
 */
export async function isHolder(services: Pick<Services, "mirror">, address: Hex, custodian: Hex): Promise<boolean> {
  return address === custodian || services.mirror.isAgent(custodian, address);
}

/** The same for several addresses and custodians, by one statement. */
export async function holdingOf(
  services: Pick<Services, "mirror">,
  addresses: readonly Hex[],
  custodians: readonly Hex[],
): Promise<(address: Hex, custodian: Hex) => boolean> {
  const agents = await services.mirror.agentsAmong(custodians, addresses);
  return (address, custodian) =>
    address === custodian || agents.some((one) => one.custodian === custodian && one.account === address);
}
