import type { Account } from "../accounts/account.ts";
import type { Services } from "../services.ts";
import { roleSet } from "../shared/roles.ts";
import { RoleMissing } from "./missing-role.ts";
import type { Permission } from "./permissions.ts";

/**
 * Throws `forbidden` unless the account may do an operation: by the roles that its address holds on chain now, so that
 * a revocation there counts here as soon as it is mirrored.
 *
 * @param action The rest of "You do not have permission to …".
 */
export async function requirePermission(
  services: Pick<Services, "mirror">,
  account: Account,
  permission: Permission,
  action: string,
): Promise<void> {
  if (typeof permission === "string") return;
  const held = await services.mirror.rolesOf(account.address);
  if ((held & roleSet(...permission)) === 0) {
    throw new RoleMissing(account, permission, `You do not have permission to ${action}`);
  }
}
