import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import { givenPasswordSchema } from "../accounts/account-input.ts";
import { appointDueAgents } from "../accounts/appoint-due-agents.ts";
import { grantDueRoles } from "../accounts/grant-due-roles.ts";
import { identifiedAccount } from "../accounts/identity.ts";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { openSession, type SessionTokens } from "./open-session.ts";

/** The input of a log-in: the username may also be an email address or a phone number. */
export const logInInput = z.object({
  username: z
    .string({ error: (issue) => (issue.input === undefined ? "Username is required" : "Username must be a text") })
    .trim()
    .normalize("NFKC")
    .min(1, "Username is required")
    .max(254, "Username is too long"),
  password: givenPasswordSchema("Password"),
});

/** A new session and its account. */
export interface LoggedIn extends SessionTokens {
  readonly account: Account;
}

/**
 * Check a password and open a session. Throws `unauthenticated` with the same message and timing whether the account is
 * unknown or the password is wrong.
 *
 * @param from The address that the request came from: others' failures do not keep the account's owner out there.
 */
export async function logIn(
  services: Pick<
    Services,
    | "accounts"
    | "applications"
    | "keyedHash"
    | "keys"
    | "logInAddresses"
    | "now"
    | "outbox"
    | "passwords"
    | "phones"
    | "sessions"
    | "settings"
    | "tokens"
  >,
  input: unknown,
  from: string,
): Promise<LoggedIn> {
  const { username, password } = parseInput(logInInput, input);
  const found = await identifiedAccount(services, username);
  const matches = await services.passwords.verify(found?.passwordHash, password);
  if (!found || !matches) throw new DomainError("unauthenticated", "Invalid username or password");
  const { passwordHash: _, ...account } = found;
  await services.logInAddresses.remember(account.id, from, services.now());
  await grantDueRoles(services, account.id);
  await appointDueAgents(services, account.id);
  return { ...(await openSession(services, account)), account };
}
