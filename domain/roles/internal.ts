/** Shared code for deciding on applications for roles. */
import { z } from "zod";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { hasHidden } from "../shared/hidden-characters.ts";
import { userNumberOf } from "../shared/identifiers.ts";
import { requireRoleDecider } from "./require-role-decider.ts";
import { applicationIdOf, type Decision, type RoleApplication } from "./role-applications.ts";

/** A reason, as people are shown it: one line. */
export const reasonSchema = z
  .string({ error: (issue) => (issue.input === undefined ? "Reason is required" : "Reason must be a text") })
  .trim()
  .normalize("NFC")
  .min(1, "Reason is required")
  .max(500, "Reason must have at most 500 characters")
  .refine((reason) => !hasHidden(reason), "Reason must not have line breaks or invisible characters");

/**
 * An application by its own identifier, or by its applicant's: then what is to be decided, else what was asked for last.
 * Throws `not-found`.
 */
export async function findApplicationOrThrow(
  { accounts, applications }: Pick<Services, "accounts" | "applications">,
  id: string,
): Promise<RoleApplication> {
  const number = /^application-([1-9]\d{0,14})$/.exec(id)?.[1];
  const user = userNumberOf(id);
  const own = user === undefined ? [] : await applications.ofAccount(user);
  const found =
    number === undefined
      ? (own.find(({ status }) => status === "pending") ?? own[0])
      : await applications.byId(Number(number));
  if (found) return found;
  if (user !== undefined && (await accounts.byId(user))) {
    throw new DomainError("conflict", "This account applied for no role");
  }
  throw new DomainError("not-found", "There is no such application for a role");
}

/** What every decision begins with. Throws `forbidden` for whoever may not decide, and for one's own application. */
export async function deciding(
  services: Pick<Services, "accounts" | "administrators" | "applications" | "mirror" | "now">,
  context: Context,
  id: string,
): Promise<{ readonly application: RoleApplication; readonly decisionFor: (reason: string | null) => Decision }> {
  const decider = await requireRoleDecider(services, context);
  const application = await findApplicationOrThrow(services, id);
  if (application.account.id === decider.id) {
    throw new DomainError("forbidden", "Nobody decides on an application of one's own");
  }
  return { application, decisionFor: (reason) => ({ by: decider.id, at: services.now(), reason }) };
}

/** The application as it stands now. */
export async function current(
  services: Pick<Services, "accounts" | "applications">,
  { id }: RoleApplication,
): Promise<RoleApplication> {
  return findApplicationOrThrow(services, applicationIdOf(id));
}
