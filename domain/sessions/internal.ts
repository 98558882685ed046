/** What the ways to another password have in common: whom a reset is for, and how a password is set once. */

import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import { identifiedAccount, identityKey } from "../accounts/identity.ts";
import type { AccountWithPassword } from "../accounts/ports.ts";
import type { Channel } from "../messages/messenger.ts";
import type { Idempotency } from "../operations/outbox.ts";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { requiredText } from "../shared/input.ts";

/** The account, and the contact to send to. */
export const resetTarget = z.object({
  identifier: requiredText("Identifier", 254),
  channel: z.enum(["email", "phone"], {
    error: (issue) => (issue.input === undefined ? "Channel is required" : "Channel must be email or phone"),
  }),
  contact: requiredText("Contact", 254),
});

/** The target of a reset: the subject that its code is stored under, and the account if everything matches. */
export interface ResetSubject {
  readonly subject: string;
  readonly account: AccountWithPassword | undefined;
  /** The contact as stored with the account; as typed, if there is no such account. */
  readonly contact: string;
}

/** Find out whom a reset is for. An unknown account or a mismatched contact gets a subject of its own. */
export async function resetSubjectOf(
  services: Pick<Services, "accounts" | "keyedHash" | "phones">,
  { identifier, channel, contact }: z.output<typeof resetTarget>,
): Promise<ResetSubject> {
  const key = (text: string) => identityKey(services.phones, text);
  const found = await identifiedAccount(services, identifier.normalize("NFKC"));
  const known = found && contactOf(found, channel);
  const matches = known != null && key(known) === key(contact);
  const named = matches ? ["account", String(found?.id), channel] : ["nobody", key(identifier), channel, key(contact)];
  return {
    subject: services.keyedHash("reset-subject", ...named),
    account: matches ? found : undefined,
    contact: matches ? known : contact,
  };
}

function contactOf(account: Account, channel: Channel): string | null {
  return channel === "email" ? account.email : account.phone;
}

type Needs = Pick<Services, "accounts" | "passwords" | "requests">;

/**
 * Whether this very request set the account's password before, which the password proves: none takes part in what is
 * kept of a request, since a digest of it would be a second, quick hash to guess it by. Takes as long for no account.
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
