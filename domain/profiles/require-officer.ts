import type { Account } from "../accounts/account.ts";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { roleSet } from "../shared/roles.ts";

/** Throws `forbidden` unless the account is a registrar or a regulator on chain now: who they say an account is, counts. */
export async function requireOfficer(services: Pick<Services, "mirror">, { address }: Account): Promise<void> {
  const [roles, isRegistrar] = await Promise.all([
    services.mirror.rolesOf(address),
    services.mirror.isRegistrar(address),
  ]);
  if (isRegistrar || (roles & roleSet("regulator")) !== 0) return;
  throw new DomainError("forbidden", "Only a registrar or a regulator on chain confirms who an account is");
}
