/** Shared code of the two ways to set a password. */

import type { Idempotency } from "../operations/outbox.ts";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";

type Needs = Pick<Services, "accounts" | "passwords" | "requests">;

/**
 * Whether this same request set the account's password before, as the password itself proves: what is stored of a
 * request leaves it out, since a digest would be a second, fast hash to guess it by. Takes just as long for an unknown
 * account.
 */
export async function wasSetBefore(
  services: Needs,
  accountId: number | undefined,
  newPassword: string,
  idempotency: Idempotency,
): Promise<boolean> {
  const hash = accountId === undefined ? undefined : await services.accounts.passwordHashOf(accountId);
  const isCurrent = await services.passwords.verify(hash, newPassword);
  if (accountId === undefined || !isCurrent) return false;
  return (await services.requests.find(accountId, idempotency)) !== undefined;
}

/** Set the password, once for each idempotency key. Throws a `conflict` if the key was used for another password. */
export async function setPassword(
  services: Needs,
  accountId: number,
  newPassword: string,
  idempotency: Idempotency | undefined,
): Promise<void> {
  const { accounts, passwords } = services;
  if (await accounts.setPassword(accountId, await passwords.hash(newPassword), idempotency)) return;
  if (idempotency && (await wasSetBefore(services, accountId, newPassword, idempotency))) return;
  throw new DomainError("conflict", "This Idempotency-Key was used for another request");
}
