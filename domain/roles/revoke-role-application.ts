import { z } from "zod";
import { grantDueRoles } from "../accounts/grant-due-roles.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { current, deciding, reasonSchema } from "./internal.ts";
import type { RoleApplication } from "./role-applications.ts";
import { type ApplicantServices, settleRoleApplications } from "./settle-role-applications.ts";

const revocationInput = z.object({ reason: reasonSchema });

/**
 * Revoke a granted role, on chain, with a reason that its holder is told. Where no key here may, the role is held until
 * the officer's own wallet has sent the transaction. Throws `not-found`, `validation`, `forbidden` for whoever may not
 * decide, and a `conflict` for a role that is not held.
 */
export async function revokeRoleApplication(
  services: ApplicantServices & Pick<Services, "administrators" | "mirror" | "outbox" | "settings">,
  context: Context,
  id: string,
  input: unknown,
): Promise<RoleApplication> {
  const { application, decisionFor } = await deciding(services, context, id);
  const { reason } = parseInput(revocationInput, input);
  if (!(await services.applications.revoke(application.id, decisionFor(reason)))) {
    const { awaits } = await current(services, application);
    throw new DomainError(
      "conflict",
      awaits === "revoke" ? "This role is being revoked already" : "This account does not hold the role",
    );
  }
  try {
    for (const operation of await grantDueRoles(services, application.account.id)) {
      if (!context.respondAsync) await services.outbox.settle(operation.id, services.settings.writeTimeout);
    }
  } finally {
    await settleRoleApplications(services);
  }
  return current(services, application);
}
