import { z } from "zod";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { type SessionTokens, sessionEnd } from "./open-session.ts";
import { randomToken, tokenSchema } from "./secrets.ts";

/** Milliseconds within which a second use is another tab's, which asked before it heard of the first. */
const GRACE = 30_000;

/** The input of a refresh. */
export const refreshSessionInput = z.object({ refreshToken: tokenSchema("Refresh token") });

/**
 * Continue a session: a new access token, and a new refresh token in place of the used one. Using one twice ends the
 * session, since somebody else must have it too; except that a second use within half a minute, and a retry with the same
 * idempotency key, get the same answer, until that answer's refresh token is used. Throws `unauthenticated`.
 */
export async function refreshSession(
  services: Pick<Services, "accounts" | "keyedHash" | "now" | "sessions" | "settings" | "tokens">,
  context: Context,
  input: unknown,
): Promise<SessionTokens> {
  const { accounts, sessions, tokens, keyedHash } = services;
  const { refreshToken } = parseInput(refreshSessionInput, input);
  // Derived from the old token and a stored random number: it can be issued again to whoever has the old one, and to
  // nobody else.
  const successorOf = (nonce: string) => keyedHash("refresh-successor", refreshToken, nonce);
  const nonce = randomToken();
  const now = services.now();
  const refreshed = await sessions.refresh({
    hash: keyedHash("refresh-token", refreshToken),
    successor: { hash: keyedHash("refresh-token", successorOf(nonce)), expiresAt: sessionEnd(services, now) },
    nonce,
    request: context.idempotencyKey === null ? null : keyedHash("request", context.idempotencyKey),
    at: now,
    graceSince: new Date(now.getTime() - GRACE),
  });
  if (refreshed.outcome === "rotated" || refreshed.outcome === "repeated") {
    const { session, at } = refreshed;
    const account = await accounts.byId(session.accountId);
    if (account && account.tokenVersion === session.tokenVersion) {
      const token = await tokens.issue(account, { sessionId: session.id, issuedAt: at });
      return { token, expiresIn: tokens.lifetime, refreshToken: successorOf(refreshed.nonce) };
    }
  }
  throw new DomainError("unauthenticated", "The refresh token is invalid or has expired");
}
