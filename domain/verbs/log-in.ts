import { z } from "zod";
import { DomainError } from "../errors.ts";
import { parseInput } from "../input.ts";
import type { Account } from "../model.ts";
import type { Services } from "../services.ts";
import { grantDueRoles } from "./grant-due-roles.ts";

/** What a log-in says: the username may also be an email address or a phone number. */
export const logInInput = z.object({
  username: z
    .string({ error: (issue) => (issue.input === undefined ? "Username is required" : "Username must be a text") })
    .trim()
    .normalize("NFKC")
    .min(1, "Username is required")
    .max(254, "Username is too long"),
  password: z
    .string({ error: (issue) => (issue.input === undefined ? "Password is required" : "Password must be a text") })
    .min(1, "Password is required")
    .max(1024, "Password is too long"),
});

/** A fresh token and whose it is. */
export interface LoggedIn {
  readonly token: string;
  readonly account: Account;
}

/**
 * Check a password and issue a token. Throws `unauthenticated` in the same words and after the same time whether the
 * account is unknown or the password is wrong.
 */
export async function logIn(services: Services, input: unknown): Promise<LoggedIn> {
  const { username, password } = parseInput(logInInput, input);
  const found = await services.accounts.byIdentifier(username);
  const matches = await services.passwords.verify(found?.passwordHash, password);
  if (!found || !matches) throw new DomainError("unauthenticated", "Invalid username or password");
  const { passwordHash: _, ...account } = found;
  await grantDueRoles(services, account.id);
  return { token: await services.tokens.issue(account), account };
}
