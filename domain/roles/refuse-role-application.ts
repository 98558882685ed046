import { z } from "zod";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { current, deciding, reasonSchema } from "./internal.ts";
import type { RoleApplication } from "./role-applications.ts";
import { type ApplicantServices, tellApplicants, wordsForApplicant } from "./settle-role-applications.ts";

const refusalInput = z.object({ reason: reasonSchema });

/**
 * Refuse an application for a role, with a reason that the applicant is told. Throws `not-found`, `validation`,
 * `forbidden` for whoever may not decide, and a `conflict` for one that is decided.
 */
export async function refuseRoleApplication(
  services: ApplicantServices & Pick<Services, "administrators" | "mirror">,
  context: Context,
  id: string,
  input: unknown,
): Promise<RoleApplication> {
  const { application, decisionFor } = await deciding(services, context, id);
  const { reason } = parseInput(refusalInput, input);
  if (!(await services.applications.refuse(application.id, decisionFor(reason), wordsForApplicant(services)))) {
    const { status } = await current(services, application);
    const message = status === "pending" ? "This application was approved already" : `This application was ${status}`;
    throw new DomainError("conflict", status === "granted" ? `${message}: revoke the role instead` : message);
  }
  const refused = await current(services, application);
  services.delivery.wake();
  await tellApplicants(services, [refused]);
  return refused;
}
