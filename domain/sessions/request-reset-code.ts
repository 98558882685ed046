import { resetCodeMessage } from "../messages/message-templates.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { resetSubjectOf, resetTarget } from "./internal.ts";
import { codeOf, randomToken } from "./secrets.ts";

/** The input of a request for a reset code. */
export const requestResetCodeInput = resetTarget;

/** A code's lifetime in seconds. */
export const RESET_CODE_LIFETIME = 600;

/** The answer to the caller. */
export interface ResetCodeRequested {
  readonly expiresIn: number;
  /** The code itself, in development only, and only if the account exists. */
  readonly debugCode: string | null;
}

/**
 * Send a password reset code. Answer and work are the same whether or not the account exists: a code is stored either
 * way, and sent in the background. Throws `unavailable` if the channel is not set up, which is the same for everybody.
 */
export async function requestResetCode(
  services: Pick<Services, "accounts" | "delivery" | "keyedHash" | "now" | "phones" | "resetCodes" | "settings">,
  context: Context,
  input: unknown,
): Promise<ResetCodeRequested> {
  const target = parseInput(requestResetCodeInput, input);
  const { resetCodes, delivery, keyedHash, settings } = services;
  if (!delivery.carries(target.channel)) {
    throw new DomainError("unavailable", `Codes cannot be sent by ${target.channel} at present`);
  }
  const { subject, account, contact } = await resetSubjectOf(services, target);
  const now = services.now();
  const seed = randomToken();
  const expiresAt = new Date(now.getTime() + RESET_CODE_LIFETIME * 1000);
  const message = resetCodeMessage(
    target.channel,
    contact,
    codeOf(keyedHash, seed),
    RESET_CODE_LIFETIME / 60,
    settings.publicUrl,
  );
  const request = context.idempotencyKey === null ? null : keyedHash("request", context.idempotencyKey);
  const issued = await resetCodes.issue(
    { subject, seed, request, expiresAt },
    { message, expiresAt },
    account !== undefined,
    now,
  );
  delivery.wake();
  const debugCode = settings.development && account ? codeOf(keyedHash, issued) : null;
  return { expiresIn: RESET_CODE_LIFETIME, debugCode };
}
