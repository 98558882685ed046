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
  if (await isRoleDecider(services, account)) return account;
  throw new DomainError("forbidden", "You do not have permission to decide on roles");
}

/** Whether an account decides on others' roles. */
export async function isRoleDecider(
  { administrators, mirror }: Pick<Services, "administrators" | "mirror">,
  { id, address }: Account,
): Promise<boolean> {
  return (await administrators.has(id)) || mirror.isRegistrar(address);
}
