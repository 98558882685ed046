import type { Account } from "../accounts/account.ts";
import type { Context, Services } from "../services.ts";
import { rolesIn } from "../shared/roles.ts";
import { readerOf } from "./access-policy.ts";
import { RoleMissing } from "./missing-role.ts";

/** Throws `forbidden` unless the account holds a role that may write this kind now. */
export async function requireRole(
  services: Pick<Services, "accounts" | "mirror">,
  context: Context,
  account: Account,
  kind: string,
  action: string,
): Promise<void> {
  const { mirror } = services;
  // Callers mostly act as themselves: their roles are read once per request.
  const isSelf = context.account?.address === account.address;
  const [held, needed] = await Promise.all([
    isSelf ? readerOf(services, context).then(({ roles }) => roles) : mirror.rolesOf(account.address),
    mirror.kindRole(kind),
  ]);
  if ((held & needed) === 0) throw new RoleMissing(account, rolesIn(needed), `You do not have permission to ${action}`);
}
