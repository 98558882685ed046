import type { Context, Services } from "../services.ts";
import { requireAccount } from "../shared/require-account.ts";

/**
 * End the session that the access token is of: neither that token nor its refresh tokens are good any more. A token
 * outside of any session can only be ended with all others of its account.
 */
export async function logOut(services: Pick<Services, "accounts" | "sessions">, context: Context): Promise<void> {
  const account = requireAccount(context);
  if (context.sessionId) await services.sessions.end(context.sessionId);
  else await services.accounts.endTokens(account.id);
}
