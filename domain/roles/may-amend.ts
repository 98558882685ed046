import type { Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { capacityFor, rolesToAmend } from "./capacity.ts";
import { isHolder } from "./is-holder.ts";
import type { WritableBatch } from "./require-standing.ts";

/** Whether the contract takes an amendment of an address's own line on a batch now: who may write there may amend. */
export async function mayAmend(
  services: Pick<Services, "mirror">,
  address: Hex,
  batch: WritableBatch,
): Promise<boolean> {
  const [held, holds, isParty] = await Promise.all([
    services.mirror.rolesOf(address),
    isHolder(services, address, batch.custodian),
    services.mirror.isParty(batch, address),
  ]);
  return capacityFor(held, rolesToAmend(held), batch.open, { isHolder: holds, isParty }) !== null;
}
