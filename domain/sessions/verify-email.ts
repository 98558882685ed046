import { z } from "zod";
import type { Services } from "../services.ts";
import { invalid } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { tokenSchema } from "./secrets.ts";

/** The input of a verification. */
export const verifyEmailInput = z.object({ token: tokenSchema("Token") });

/**
 * Verify an email address by the token that was sent there. Repeating it changes nothing, and a token for an address
 * that the account no longer has does nothing. Throws `validation`.
 */
export async function verifyEmail(
  services: Pick<Services, "accounts" | "emailVerifications" | "keyedHash" | "now">,
  input: unknown,
): Promise<void> {
  const { token } = parseInput(verifyEmailInput, input);
  const hash = services.keyedHash("email-verification", token);
  const verification = await services.emailVerifications.find(hash, services.now());
  if (!verification) throw invalid("token", "The token is invalid or has expired");
  await services.accounts.emailVerified(verification.accountId, verification.email);
}
