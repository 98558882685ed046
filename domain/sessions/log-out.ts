import type { Context, Services } from "../services.ts";
import { requireAccount } from "../shared/require-account.ts";

/**
 * End the session that the access token is of: that token and its refresh tokens become invalid. A token without a
 * session can only be revoked with all others of its account.
 */
export async function logOut(services: Pick<Services, "accounts" | "sessions">, context: Context): Promise<void> {
  const account = requireAccount(context);
  if (context.sessionId) await services.sessions.end(context.sessionId);
  else await services.accounts.endTokens(account.id);
}
