import { DomainError } from "../errors.ts";
import type { Account } from "../model.ts";
import type { Services } from "../services.ts";

/** Whose a token is. Throws `unauthenticated` if it is forged, expired, or of a version that was ended. */
export async function authenticate(services: Services, token: string): Promise<Account> {
  const claims = await services.tokens.verify(token);
  const account = claims && (await services.accounts.byId(claims.accountId));
  if (account && account.tokenVersion === claims.tokenVersion) return account;
  throw new DomainError("unauthenticated", "The access token is invalid or has expired");
}
