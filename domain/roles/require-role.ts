import type { Account } from "../accounts/account.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { roleSet } from "../shared/roles.ts";
import { readerOf } from "./access-policy.ts";
import { isHolder } from "./is-holder.ts";

/** Kinds that these alone may write are closed to a batch's holder. */
const AUTHORITIES = roleSet("inspector", "regulator");

/**
 * Throws `forbidden` unless the account holds a role that may write this kind now. The holder of what this custodian holds
 * may write it without, unless it is for inspectors and regulators alone.
 */
export async function requireRole(
  services: Pick<Services, "accounts" | "mirror">,
  context: Context,
  account: Account,
  kind: string,
  action: string,
  custodian?: Hex,
): Promise<void> {
  const { mirror } = services;
  // Callers mostly act as themselves: their roles are read once per request.
  const isSelf = context.account?.address === account.address;
  const [held, needed] = await Promise.all([
    isSelf ? readerOf(services, context).then(({ roles }) => roles) : mirror.rolesOf(account.address),
    mirror.kindRole(kind),
  ]);
  if ((held & needed) !== 0) return;
  const isForHolders = custodian !== undefined && (needed & ~AUTHORITIES) !== 0;
  if (isForHolders && (await isHolder(services, account.address, custodian))) return;
  throw new DomainError("forbidden", `You do not have permission to ${action}`);
}
