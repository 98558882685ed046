import type { Account } from "../accounts/account.ts";
import type { Services } from "../services.ts";
import { randomToken } from "./secrets.ts";

/** The tokens that a client continues with. */
export interface SessionTokens {
  /** The access token. */
  readonly token: string;
  /** The access token's lifetime in seconds. */
  readonly expiresIn: number;
  /** Valid for one refresh. */
  readonly refreshToken: string;
}

/** Open a session for an authenticated account. */
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

/** When a session ends if it is not used again after the given time. */
export function sessionEnd(services: Pick<Services, "settings">, usedAt: Date): Date {
  return new Date(usedAt.getTime() + services.settings.sessionLifetime * 1000);
}
