import type { Act, Operation } from "../operations/outbox.ts";
import type { Services } from "../services.ts";

/**
 * Hand due decisions on roles to the outbox: those on one account or, at start, all. A decision is due from the
 * transaction that takes it until the outbox has accepted it; so a process may die in between and none is lost. If it
 * dies right after the outbox accepted, the role is granted or revoked twice, which has no further effect on the
 * contract. What no key here may do on chain stays due: an officer's own wallet does it.
 */
export async function grantDueRoles(
  { applications, outbox }: Pick<Services, "applications" | "outbox">,
  accountId?: number,
): Promise<readonly Operation[]> {
  const operations: Operation[] = [];
  for (const { id, role, account, change, term } of await applications.due(accountId)) {
    if (!(await outbox.mayChange(role))) continue;
    const { address } = account;
    const acts: Act[] = [{ verb: change === "grant" ? "grantRole" : "revokeRole", role, address }];
    // An account has one term for all its roles: an old one that is over would end this role at once.
    if (term !== null) acts.push({ verb: "setTerm", role, address, validUntil: term });
    const accepted: Operation[] = [];
    for (const act of acts) accepted.push(await outbox.accept(null, act));
    const [first] = accepted as [Operation];
    await applications.accepted(id, first.id);
    operations.push(...accepted);
  }
  return operations;
}
