import type { Account } from "../accounts/account.ts";
import { isOverseer } from "../roles/require-overseer.ts";
import { isRoleDecider } from "../roles/require-role-decider.ts";
import type { Services } from "../services.ts";
import { isOfficer } from "./require-officer.ts";

/** On what of others an account may have to decide: their roles, who they are, what is said of them. */
export const DUTIES = ["roles", "profiles", "erasures"] as const;
/** One of these. */
export type Duty = (typeof DUTIES)[number];

/** The duties of an account now, so that it finds what waits for it. */
export async function dutiesOf(
  services: Pick<Services, "administrators" | "mirror">,
  account: Account,
): Promise<readonly Duty[]> {
  const has = await Promise.all([
    isRoleDecider(services, account),
    isOfficer(services, account),
    isOverseer(services, account),
  ]);
  return DUTIES.filter((_, index) => has[index]);
}
