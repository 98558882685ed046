import { z } from "zod";
import { grantDueRoles } from "../accounts/grant-due-roles.ts";
import type { Context, Services } from "../services.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { endDateSchema } from "../shared/time.ts";
import { current, deciding } from "./internal.ts";
import type { RoleApplication } from "./role-applications.ts";
import { type ApplicantServices, settleRoleApplications } from "./settle-role-applications.ts";

const grantInput = z.object({ validUntil: endDateSchema("Valid until").nullish() }).default({});

/**
 * Grant the role that an account applied for, on chain; with `validUntil` until then. Where no key here may grant it, it
 * is approved, and granted once the officer's own wallet has sent the transaction. One that is granted already is left
 * unchanged. Throws `not-found`, `forbidden` for whoever may not decide, and a `conflict` for one that was refused or
 * revoked.
 */
export async function grantRoleApplication(
  services: ApplicantServices & Pick<Services, "administrators" | "mirror" | "outbox" | "settings">,
  context: Context,
  id: string,
  input: unknown,
): Promise<RoleApplication> {
  const { application, decisionFor } = await deciding(services, context, id);
  const { validUntil } = parseInput(grantInput, input);
  if (validUntil && validUntil <= services.now()) throw invalid("validUntil", "Valid until must be in the future");
  const { status, awaits } = application;
  if (status === "refused" || status === "revoked") {
    throw new DomainError("conflict", `This application was ${status}: the account may apply again`);
  }
  if (status === "pending" && awaits === null) {
    // Stored first: whatever crashes after this, the grant follows. Of two at once one decides.
    await services.applications.approve(application.id, decisionFor(null), validUntil ?? null);
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
