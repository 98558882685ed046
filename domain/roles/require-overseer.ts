import type { Account } from "../accounts/account.ts";
import type { Context, Services } from "../services.ts";
import { requireAccount } from "../shared/require-account.ts";
import { roleSet } from "../shared/roles.ts";
import { RoleMissing } from "./missing-role.ts";

/**
 * Who oversees this installation: a regulator, by the chain, or an account that was made an administrator on the
 * machine itself. Throws `forbidden` for anybody else.
 *
 * @param action The rest of "You do not have permission to …".
 */
export async function requireOverseer(
  services: Pick<Services, "administrators" | "mirror">,
  context: Context,
  action: string,
): Promise<Account> {
  const account = requireAccount(context);
  if (await isOverseer(services, account)) return account;
  throw new RoleMissing(account, ["regulator"], `You do not have permission to ${action}`);
}

/** Whether an account oversees this installation. */
export async function isOverseer(
  { administrators, mirror }: Pick<Services, "administrators" | "mirror">,
  { id, address }: Account,
): Promise<boolean> {
  return (await administrators.has(id)) || ((await mirror.rolesOf(address)) & roleSet("regulator")) !== 0;
}
