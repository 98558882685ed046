import type { Context, Services } from "../services.ts";
import { userIdOf } from "../shared/identifiers.ts";
import { requireAccount } from "../shared/require-account.ts";
import { findApplicationOrThrow } from "./internal.ts";
import { requireRoleDecider } from "./require-role-decider.ts";
import { applicationIdOf, type RoleApplication } from "./role-applications.ts";

/** An application for a role: for who decides, and for the applicant. Throws `not-found`, `forbidden` for others. */
export async function readRoleApplication(
  services: Pick<Services, "accounts" | "administrators" | "applications" | "mirror">,
  context: Context,
  id: string,
): Promise<RoleApplication> {
  const account = requireAccount(context);
  const own = (await services.applications.ofAccount(account.id)).map((each) => each.id);
  const isOwn = own.some((each) => id === applicationIdOf(each)) || id === userIdOf(account.id);
  if (!isOwn) await requireRoleDecider(services, context);
  return findApplicationOrThrow(services, id);
}
