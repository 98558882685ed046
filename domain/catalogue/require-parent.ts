import type { Account } from "../accounts/account.ts";
import type { Services } from "../services.ts";
import { invalid } from "../shared/errors.ts";

/** Throws `validation` unless the account has a location of this id for another to be in. */
export async function requireParent(
  { locations }: Pick<Services, "locations">,
  account: Pick<Account, "id">,
  parentId: string,
): Promise<void> {
  const parent = await locations.byId(parentId);
  if (parent?.ownerId === account.id) return;
  throw invalid("parentId", `You have no location with ID ${parentId}`);
}
