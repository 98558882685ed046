import type { Account } from "../accounts/account.ts";
import type { Services } from "../services.ts";
import { randomToken } from "./secrets.ts";

/** What a client goes on with. */
export interface SessionTokens {
  /** The access token. */
  readonly token: string;
  /** Seconds for which the access token is good. */
  readonly expiresIn: number;
  /** Good for one refresh. */
  readonly refreshToken: string;
}

/** Open a session of an account that has proved who it is. */
export async function openSession(
  services: Pick<Services, "keyedHash" | "now" | "sessions" | "settings" | "tokens">,
  account: Account,
): Promise<SessionTokens> {
  const { tokens, sessions, keyedHash } = services;
  const at = services.now();
  const id = crypto.randomUUID();
  const refreshToken = randomToken();
  await sessions.open(
    { id, accountId: account.id, tokenVersion: account.tokenVersion },
    { hash: keyedHash("refresh-token", refreshToken), expiresAt: sessionEnd(services, at) },
    at,
  );
  const token = await tokens.issue(account, { sessionId: id, issuedAt: at });
  return { token, expiresIn: tokens.lifetime, refreshToken };
}

/** When a session that is used at a time ends if it is not used again. */
export function sessionEnd(services: Pick<Services, "settings">, usedAt: Date): Date {
  return new Date(usedAt.getTime() + services.settings.sessionLifetime * 1000);
}
