import type { Farm } from "../catalogue/farm.ts";
import { lookalikesAmong } from "../profiles/lookalikes.ts";
import type { Services } from "../services.ts";
import type { Batch } from "./batch.ts";

/**
 * Whether a batch's producer goes by a name that looks like somebody else's and nobody confirms: else than its farm's owner
 * or, without a farm of that name, the account that made the batch.
 */
export async function isProducerLookalike(
  services: Pick<Services, "accounts" | "names" | "objects" | "profiles" | "settings">,
  batch: Batch,
  farm: Farm | undefined,
): Promise<boolean> {
  const name = batch.description?.producer.name;
  if (!name) return false;
  const owner = farm?.name === name ? farm.ownerId : batch.chain.actor;
  const [hasLookalike] = await lookalikesAmong(services, [{ owner, name }]);
  return hasLookalike === true;
}
