import type { Account } from "../accounts/account.ts";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { roleSet } from "../shared/roles.ts";

/** Throws `forbidden` unless the account is a registrar or a regulator on chain now: who they say an account is, counts. */
export async function requireOfficer(services: Pick<Services, "mirror">, account: Account): Promise<void> {
  if (await isOfficer(services, account)) return;
  throw new DomainError("forbidden", "Only a registrar or a regulator on chain confirms who an account is");
}

/** Whether an account may confirm who others are. */
export async function isOfficer({ mirror }: Pick<Services, "mirror">, { address }: Account): Promise<boolean> {
  const [roles, isRegistrar] = await Promise.all([mirror.rolesOf(address), mirror.isRegistrar(address)]);
  return isRegistrar || (roles & roleSet("regulator")) !== 0;
}
