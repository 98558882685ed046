import type { Operation } from "../operations/outbox.ts";
import type { Services } from "../services.ts";

/**
 * Hand due roles to the outbox: those of one account or, at start, of all. A role falls due together with its account,
 * in one transaction, and is due until the outbox has accepted it; so a process may die in between and no registration
 * is left without its role. If it dies right after the outbox accepted, the role is granted twice, which has no further
 * effect on the contract. A role that was granted and later revoked is not due.
 */
export async function grantDueRoles(
  services: Pick<Services, "accounts" | "outbox">,
  accountId?: number,
): Promise<readonly Operation[]> {
  const operations: Operation[] = [];
  for (const { id, role, address } of await services.accounts.withGrantDue(accountId)) {
    if (role === null) continue;
    operations.push(await services.outbox.accept(null, { verb: "grantRole", role, address }));
    await services.accounts.grantAccepted(id);
  }
  return operations;
}
