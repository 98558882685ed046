import type { Account } from "../accounts/account.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { requireAccount } from "../shared/require-account.ts";

/**
 * Who decides on others' roles: an account that was made an administrator on the machine, or that is a registrar on
 * chain. Throws `forbidden` for anybody else.
 */
export async function requireRoleDecider(
  services: Pick<Services, "administrators" | "mirror">,
  context: Context,
): Promise<Account> {
  const account = requireAccount(context);
  if (await services.administrators.has(account.id)) return account;
  if (await services.mirror.isRegistrar(account.address)) return account;
  throw new DomainError("forbidden", "You do not have permission to decide on roles");
}
