import type { Account } from "../accounts/account.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { traceIdOf } from "../shared/identifiers.ts";
import { readerOf } from "./access-policy.ts";
import { capacityFor } from "./capacity.ts";
import { isHolder } from "./is-holder.ts";
import { requireRole } from "./require-role.ts";

/** The part of a batch that decides who may write on it. */
export interface WritableBatch {
  readonly id: Hex;
  readonly custodian: Hex;
  readonly open: boolean;
}

/**
 * The account as it may write a kind on a batch. One that bound a wallet writes with that; where only its custodial
 * address is the holder it writes as that address, whose key is here. Throws `forbidden` for whoever has no role for the
 * kind, and, with the reason `not-admitted` and the holder's name, for whom the batch's holder would have to admit.
 *
 * @param action The rest of "You do not have permission to …".
 */
export async function requireStanding(
  services: Pick<Services, "accounts" | "keys" | "mirror">,
  context: Context,
  account: Account,
  batch: WritableBatch,
  kind: string,
  action: string,
): Promise<Account> {
  const { accounts, keys, mirror } = services;
  // Callers mostly act as themselves: their roles are read once per request.
  const isSelf = context.account?.address === account.address;
  const [held, needed, holds, isParty] = await Promise.all([
    isSelf ? readerOf(services, context).then(({ roles }) => roles) : mirror.rolesOf(account.address),
    mirror.kindRole(kind),
    isHolder(services, account.address, batch.custodian),
    mirror.isParty(batch, account.address),
  ]);
  if (capacityFor(held, needed, batch.open, { isHolder: holds, isParty })) return account;

  const address = account.custody === "wallet" ? keys.addressOf(account.keyId) : account.address;
  const isCustodial = address !== account.address && (await isHolder(services, address, batch.custodian));
  if (isCustodial && capacityFor(0, needed, batch.open, { isHolder: true, isParty: false })) {
    return { ...account, address, custody: "custodial" };
  }

  if ((held & needed) === 0) await requireRole(services, context, account, kind, action);
  const holder = (await accounts.byAddresses([batch.custodian])).get(batch.custodian)?.name ?? batch.custodian;
  throw new DomainError(
    "forbidden",
    `You do not have permission to ${action}: whoever holds it (${holder}) has not admitted you`,
    [],
    { reason: NOT_ADMITTED, about: { action, holder, traceId: traceIdOf(batch.id) } },
  );
}

/** The reason of a refusal to whom the holder of a batch could admit. */
export const NOT_ADMITTED = "not-admitted";
