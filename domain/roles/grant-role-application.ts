import type { Account } from "../accounts/account.ts";
import { grantDueRoles } from "../accounts/grant-due-roles.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { userNumberOf } from "../shared/identifiers.ts";
import { roleSet } from "../shared/roles.ts";
import { requireOverseer } from "./require-overseer.ts";

/**
 * Grant an account the role that it applied for, on chain. An account that already holds it is left unchanged. Throws
 * `not-found`, `forbidden` unless the caller is a regulator or an administrator, and a `conflict` for an account that
 * applied for none.
 */
export async function grantRoleApplication(
  services: Pick<Services, "accounts" | "administrators" | "mirror" | "outbox" | "settings">,
  context: Context,
  userId: string,
): Promise<Account> {
  await requireOverseer(services, context);
  const number = userNumberOf(userId);
  const account = number === undefined ? undefined : await services.accounts.byId(number);
  if (!account) throw new DomainError("not-found", "There is no such account");
  if (account.role === null) throw new DomainError("conflict", "This account applied for no role");
  if ((await services.mirror.rolesOf(account.address)) & roleSet(account.role)) return account;

  // Stored first: whatever crashes after this, the grant follows.
  await services.accounts.grantDue(account.id);
  for (const { id } of await grantDueRoles(services, account.id)) {
    if (!context.respondAsync) await services.outbox.settle(id, services.settings.writeTimeout);
  }
  return account;
}
