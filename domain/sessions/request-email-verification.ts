import { emailVerificationMessage } from "../messages/message-templates.ts";
import { idempotencyOf } from "../operations/submit-act.ts";
import type { Context, Services } from "../services.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import { requireAccount } from "../shared/require-account.ts";
import { randomToken } from "./secrets.ts";

/** A token's lifetime in seconds. */
export const EMAIL_VERIFICATION_LIFETIME = 86_400;

/**
 * Send the signed-in user a token that verifies the account's email address. Throws `validation` if it has none,
 * `conflict` if it is verified already, and `unavailable` if mail is not set up.
 */
export async function requestEmailVerification(
  services: Pick<
    Services,
    "delivery" | "emailVerifications" | "hashOf" | "keyedHash" | "now" | "outbox" | "requests" | "settings"
  >,
  context: Context,
): Promise<{ expiresIn: number }> {
  const account = requireAccount(context);
  const { emailVerifications, delivery, keyedHash, settings } = services;
  if (account.email === null) throw invalid("email", "This account has no email address");
  const idempotency = await idempotencyOf(services, context, account, { verb: "requestEmailVerification" });
  if (account.emailVerified) throw new DomainError("conflict", "This email address is already verified");
  if (!delivery.carries("email")) throw new DomainError("unavailable", "Mail cannot be sent at present");

  const now = services.now();
  const token = randomToken();
  const expiresAt = new Date(now.getTime() + EMAIL_VERIFICATION_LIFETIME * 1000);
  await emailVerifications.issue(
    { hash: keyedHash("email-verification", token), accountId: account.id, email: account.email, expiresAt },
    {
      message: emailVerificationMessage(account.email, token, EMAIL_VERIFICATION_LIFETIME / 3600, settings.publicUrl),
      expiresAt,
    },
    idempotency,
    now,
  );
  delivery.wake();
  return { expiresIn: EMAIL_VERIFICATION_LIFETIME };
}
