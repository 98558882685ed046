import type { Account } from "../accounts/account.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { requireAccount } from "../shared/require-account.ts";
import { roleSet } from "../shared/roles.ts";

/**
 * Who may decide on others' roles: a regulator, by the chain, or an account that was made an administrator on the
 * machine itself. Throws `forbidden` for anybody else.
 */
export async function requireOverseer(
  services: Pick<Services, "administrators" | "mirror">,
  context: Context,
): Promise<Account> {
  const account = requireAccount(context);
  if (await services.administrators.has(account.id)) return account;
  const held = await services.mirror.rolesOf(account.address);
  if ((held & roleSet("regulator")) !== 0) return account;
  throw new DomainError("forbidden", "You do not have permission to decide on roles");
}
