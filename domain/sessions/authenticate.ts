import type { Account } from "../accounts/account.ts";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";

type Needs = Pick<Services, "accounts" | "sessions" | "tokens">;

/** A token's account and session; the session is null for a token without one. */
export interface Authenticated {
  readonly account: Account;
  readonly sessionId: string | null;
}

/**
 * A token's account. Throws `unauthenticated` if it is forged, expired, of an outdated version, or of a session that is
 * over.
 */
export async function authenticateSession(services: Needs, token: string): Promise<Authenticated> {
  const claims = await services.tokens.verify(token);
  const account = claims && (await services.accounts.byId(claims.accountId));
  if (account && account.tokenVersion === claims.tokenVersion) {
    const { sessionId } = claims;
    if (sessionId === null || (await services.sessions.isOpen(sessionId))) return { account, sessionId };
  }
  throw new DomainError("unauthenticated", "The access token is invalid or has expired");
}

/** As `authenticateSession`, without the session. */
export async function authenticate(services: Needs, token: string): Promise<Account> {
  return (await authenticateSession(services, token)).account;
}
