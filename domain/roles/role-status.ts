import type { Account } from "../accounts/account.ts";
import type { Services } from "../services.ts";
import { type Role, rolesIn } from "../shared/roles.ts";
import type { ApplicationStatus, RoleApplication } from "./role-applications.ts";

/** How an account stands with the role that it goes by, and what else it holds or asked for. */
export interface RoleStatus {
  readonly status: ApplicationStatus | "none";
  /** Why it was refused or revoked. */
  readonly reason: string | null;
  /** The roles that it holds on chain now. */
  readonly held: readonly Role[];
  readonly applications: readonly RoleApplication[];
}

/** How an account stands with its roles now. */
export async function roleStatusOf(
  services: Pick<Services, "applications" | "mirror">,
  account: Account,
): Promise<RoleStatus> {
  const [applications, roles] = await Promise.all([
    services.applications.ofAccount(account.id),
    services.mirror.rolesOf(account.address),
  ]);
  const held = rolesIn(roles);
  const own = applications.find(({ role }) => role === account.role);
  const isHeld = account.role !== null && held.includes(account.role);
  const status = isHeld ? "granted" : (own?.status ?? (account.role === null ? "none" : "pending"));
  const isOver = status === "refused" || status === "revoked";
  return { status, reason: (isOver && own?.decision?.reason) || null, held, applications };
}
