import { z } from "zod";
import { grantDueRoles } from "../accounts/grant-due-roles.ts";
import { idempotencyOf } from "../operations/submit-act.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { ROLES } from "../shared/roles.ts";
import { isoDay } from "../shared/time.ts";
import { findApplicationOrThrow, reasonSchema } from "./internal.ts";
import { applicationIdOf, type RoleApplication } from "./role-applications.ts";
import { type ApplicantServices, settleRoleApplications } from "./settle-role-applications.ts";

const applicationInput = z.object({
  role: z.enum(ROLES, { error: `Role must be one of ${ROLES.join(", ")}` }),
  reason: z.preprocess((reason) => (reason === "" ? null : reason), reasonSchema.nullish()),
});

/**
 * Ask for a role, as registering for it does: with open registration it is granted. Whoever was refused, or whose role
 * was revoked, may ask again. Throws `validation`, and a `conflict` for a role that is held or was asked for already.
 */
export async function applyForRole(
  services: ApplicantServices & Pick<Services, "hashOf" | "outbox" | "requests" | "settings">,
  context: Context,
  input: unknown,
): Promise<RoleApplication> {
  const account = requireAccount(context);
  const { role, reason } = parseInput(applicationInput, input);
  const request = { verb: "apply-for-role", role, reason: reason ?? null };
  const idempotency = await idempotencyOf(services, context, account, request);
  const { applications, settings } = services;

  const own = await applications.ofAccount(account.id);
  const stands = own.find((each) => each.role === account.role)?.status;
  const id = await applications.apply(
    {
      accountId: account.id,
      role,
      reason: reason ?? null,
      at: services.now(),
      approved: settings.registration === "open",
      main: stands !== "granted" && stands !== "pending",
    },
    idempotency,
  );
  if (id === undefined)
    throw alreadyAsked((await applications.ofAccount(account.id)).find((each) => each.role === role));
  for (const operation of await grantDueRoles(services, account.id)) {
    if (!context.respondAsync) await services.outbox.settle(operation.id, settings.writeTimeout);
  }
  await settleRoleApplications(services);
  return findApplicationOrThrow(services, applicationIdOf(id));
}

function alreadyAsked(application: RoleApplication | undefined): DomainError {
  if (application?.status !== "pending") return new DomainError("conflict", "You hold this role already");
  const since = isoDay(application.createdAt);
  const message =
    application.awaits === null
      ? `You asked for this role on ${since}; it has not been decided yet`
      : `You asked for this role on ${since}; it was approved and is not on chain yet`;
  return new DomainError("conflict", message);
}
